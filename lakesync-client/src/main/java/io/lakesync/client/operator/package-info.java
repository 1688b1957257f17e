/** What a start script asks of a server, as an administrator would. */
package io.lakesync.client.operator;
