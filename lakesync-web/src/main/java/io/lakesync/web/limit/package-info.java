/** Limits that are counted here: messages in a window of time, bytes of a body. */
package io.lakesync.web.limit;
