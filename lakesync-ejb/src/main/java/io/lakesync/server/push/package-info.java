/** Takes a push: judges it by what is in force at the head, appends it, or says why not. Knows nothing of who reads. */
package io.lakesync.server.push;
