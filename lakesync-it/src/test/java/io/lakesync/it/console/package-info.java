/** The console in a real browser, on real servers: what an operator sees and can do. Screenshots lie in target/screenshots. */
package io.lakesync.it.console;
