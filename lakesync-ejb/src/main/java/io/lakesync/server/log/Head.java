package io.lakesync.server.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.engine.pull.InForce;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;

/**
 * The newest stamp of a gateway's log with everything that was read together with it. What is read later holds only if
 * the compare-and-set from exactly this head succeeds.
 *
 * @param horizon whoever has come so far finds all that follows; what lies before it may be trimmed
 * @param rulesStamp the stamp at which the rules, schemas or mode in force came into force
 * @param clockMillis the database's clock
 */
public record Head(
        long stamp,
        long horizon,
        GatewayMode mode,
        long rulesVersion,
        long rulesStamp,
        long schemaVersion,
        long clockMillis) {
    public Head {
        requireNonNull(mode, "mode");
    }

    /** The stamp of the next entry: never behind the database's clock, lowest bit clear. */
    public long nextStamp() {
        return PushTerms.nextStamp(stamp, clockMillis);
    }

    /** @param rules of this version */
    public InForce inForce(CompiledRules rules) {
        return new InForce(mode, rulesVersion, schemaVersion, rules.claims());
    }

    /** The same after it was moved by a mark of this transaction. */
    public Head at(long moved) {
        return new Head(moved, horizon, mode, rulesVersion, rulesStamp, schemaVersion, clockMillis);
    }

    /** The stamp that a gateway is born with: the clock as HLC, never 0. */
    public static long firstStamp(long clockMillis) {
        return PushTerms.nextStamp(0, clockMillis);
    }
}
