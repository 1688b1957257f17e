/** Open sockets: each answers one request at a time and is fed by its own short task, one send outstanding. */
package io.lakesync.web.socket;
