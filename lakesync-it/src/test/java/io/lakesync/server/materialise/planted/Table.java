package io.lakesync.server.materialise.planted;

/** Called by a stage that should not know it. */
public class Table {}
