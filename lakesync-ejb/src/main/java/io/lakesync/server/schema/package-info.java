/** The tables that a gateway knows: registered by an operator, growing by columns only, kept in every version. */
package io.lakesync.server.schema;
