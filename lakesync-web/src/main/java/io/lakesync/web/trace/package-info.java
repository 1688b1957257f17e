/** Follows one request through the log. */
package io.lakesync.web.trace;
