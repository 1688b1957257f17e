/** The log over HTTP: every committed delta, signed, at least once, to addresses that administrators name. */
package io.lakesync.server.webhook;
