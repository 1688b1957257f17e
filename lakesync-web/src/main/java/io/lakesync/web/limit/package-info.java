/** Limits that are counted here: requests and messages in time, bytes of a body. */
package io.lakesync.web.limit;
