/** Who may enter the console: names with passwords, the first of them made when the server starts for the first time. */
package io.lakesync.server.operator;
