package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads sync rules as an administrator writes them. Two additions to the original form: a bucket may say {@code "write"},
 * and a filter's value may be JSON null, the explicit null test. Unknown keys are ignored.
 */
public final class RulesCodec {
    public static final int DOCUMENT_BYTES_MAX = 1 << 20;
    public static final int BUCKETS_MAX = 256;
    public static final int FILTERS_MAX = 64;
    public static final int TABLES_MAX = 1000;

    private static final String CLAIM_PREFIX = "jwt:";

    private RulesCodec() {}

    /**
     * Reads and checks a document.
     *
     * @throws SyncException VALIDATION_ERROR naming every fault by line, column and path, with the bucket's index as the
     *     index of its detail; PAYLOAD_TOO_LARGE
     */
    public static SyncRules read(byte[] document) {
        var findings = new Findings(VALIDATION_ERROR);
        var rules = rules(Place.read(document, DOCUMENT_BYTES_MAX, findings));
        findings.requireNone();
        return rules;
    }

    private static SyncRules rules(Place document) {
        document.requireObject();
        long version = document.field("version").positiveInteger();
        var buckets = new ArrayList<Bucket>();
        var names = new HashSet<String>();
        for (var place : document.field("buckets").items(BUCKETS_MAX)) {
            buckets.add(bucket(place, names));
        }
        return new SyncRules(version, buckets);
    }

    private static Bucket bucket(Place place, Set<String> names) {
        place.requireObject();
        var name = place.field("name").text();
        place.field("name").require(name.isEmpty() || names.add(name), "is the name of another bucket too");
        var tables = place.field("tables").items(TABLES_MAX).stream()
                .map(Place::text)
                .toList();
        var filters = place.field("filters").items(FILTERS_MAX).stream()
                .map(RulesCodec::filter)
                .toList();
        return new Bucket(name, tables, filters, writeLevel(place.field("write")));
    }

    private static WriteLevel writeLevel(Place place) {
        return place.isPresent() ? Words.read(place, WriteLevel.values(), WriteLevel::word) : WriteLevel.VISIBLE;
    }

    private static Filter filter(Place place) {
        place.requireObject();
        var column = place.field("column").text();
        var op = Words.read(place.field("op"), FilterOp.values(), FilterOp::word);
        return new Filter(column, op, operand(place.field("value"), op));
    }

    private static Operand operand(Place place, FilterOp op) {
        if (place.isNull()) {
            place.require(op == FilterOp.EQ || op == FilterOp.NEQ, "may be null with eq and neq only");
            return new Operand.Null();
        }
        var text = place.text();
        if (!text.startsWith(CLAIM_PREFIX)) {
            return new Operand.Literal(text);
        }
        place.require(text.length() > CLAIM_PREFIX.length(), "must name a claim after jwt:");
        return new Operand.Claim(text.substring(CLAIM_PREFIX.length()));
    }
}
