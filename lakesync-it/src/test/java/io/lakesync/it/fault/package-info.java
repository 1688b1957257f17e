/** What must survive: the death of the server at any moment, of its database, of a node's time, of an answer on its way. */
package io.lakesync.it.fault;
