/** What the log and the row states hold, as values: entries under stamps, rows with their latest stamp. */
package io.lakesync.engine.log;
