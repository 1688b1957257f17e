/** What clients ask over HTTP: push, pull, actions. */
package io.lakesync.web.sync;
