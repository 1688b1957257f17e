/** How the gateways stand: the list of all, the page of one, and the watch that keeps open pages up to date. */
package io.lakesync.console.gateway;
