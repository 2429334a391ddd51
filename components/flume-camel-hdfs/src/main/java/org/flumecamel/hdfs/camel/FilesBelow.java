/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import org.apache.hadoop.fs.Path;

/** Names of files below a directory and beside one another. */
final class FilesBelow {

    private FilesBelow() {
    }

    /**
     * A file below a directory.
     *
     * @throws IllegalArgumentException if the name leads out of it
     */
    static Path child(Path directory, String name) {
        Path child = directory;
        for (String part : name.split("[/\\\\]+")) {
            if (part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the header " + CamelHdfsConstants.FILE_NAME
                                                   + " must be the name of a file below the path of the endpoint, not "
                                                   + name);
            }
            child = part.isEmpty() ? child : named(child, part);
        }
        return child;
    }

    /** The file beside another one whose name has an ending more. */
    static Path withEnding(Path file, String ending) {
        return named(file.getParent(), file.getName() + "." + ending);
    }

    /** A name with a colon is no scheme. */
    private static Path named(Path directory, String name) {
        return new Path(directory, new Path(null, null, name));
    }
}
