/** The edge for operators. */
package io.lakesync.console;
