package io.lakesync.it.server;

/** What a server under test keeps its log in. */
public enum Database {
    H2,
    POSTGRESQL
}
