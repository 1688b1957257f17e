package io.lakesync.engine.pull;

/**
 * How far a log reaches, read together.
 *
 * @param head its newest stamp
 * @param horizon the oldest stamp still kept
 * @param rulesStamp where the rules, schemas or mode in force came into force
 */
public record LogBounds(long head, long horizon, long rulesStamp) {}
