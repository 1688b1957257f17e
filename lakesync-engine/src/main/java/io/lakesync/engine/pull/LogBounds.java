package io.lakesync.engine.pull;

/**
 * How far a log reaches, read together.
 *
 * @param head its newest stamp
 * @param horizon whoever has come so far finds all that follows; what lies before it may be trimmed
 * @param rulesStamp where the rules, schemas or mode in force came into force
 */
public record LogBounds(long head, long horizon, long rulesStamp) {}
