/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package dropin;

import org.apache.camel.main.Main;

/** An application as somebody may have it, with routes in YAML. */
public final class Application {

    private Application() {
    }

    /** Runs the routes until it is told to stop. */
    public static void main(String[] args) throws Exception {
        Main main = new Main(Application.class);
        System.exit(main.run(args));
    }
}
