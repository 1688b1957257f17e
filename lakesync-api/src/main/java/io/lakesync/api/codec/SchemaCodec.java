package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.SCHEMA_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.schema.TableSchema;

/** Reads and writes table schemas as JSON. Unknown keys are ignored; an optional field may be JSON null. */
public final class SchemaCodec {
    public static final int DOCUMENT_BYTES_MAX = 1 << 20;

    private SchemaCodec() {}

    /**
     * Reads and checks a document: what is accepted fits every destination.
     *
     * @throws SyncException SCHEMA_ERROR naming every fault by line, column and path; VALIDATION_ERROR for what is not JSON;
     *     PAYLOAD_TOO_LARGE
     */
    public static TableSchema read(byte[] document) {
        var findings = new Findings(SCHEMA_ERROR);
        var schema = SchemaReader.schema(Place.read(document, DOCUMENT_BYTES_MAX, findings));
        findings.requireNone();
        return schema;
    }

    /** One text for each schema, which {@link #read} reads back. */
    public static String write(TableSchema schema) {
        return SchemaWriter.write(schema);
    }
}
