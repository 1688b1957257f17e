/** The only place of the console that reads the machine's clock. It measures idle time and how long ago something was. */
package io.lakesync.console.clock;
