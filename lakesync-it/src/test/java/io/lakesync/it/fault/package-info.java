/** What must survive: the death of the server at any moment. */
package io.lakesync.it.fault;
