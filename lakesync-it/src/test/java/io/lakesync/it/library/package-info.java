/** Which copy of a library runs, the one that the EAR brings or the server's own: seen in what the JVM loaded. */
package io.lakesync.it.library;
