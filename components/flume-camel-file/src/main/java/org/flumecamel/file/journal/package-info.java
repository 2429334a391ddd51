/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** What sources of files share to recognise files, lines and batches after a restart. */
package org.flumecamel.file.journal;
