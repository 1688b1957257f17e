package io.lakesync.web.admin;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.gateway.RowExplanation;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How an explained row looks in JSON. */
final class ExplanationDocument {
    private ExplanationDocument() {}

    static JsonObject of(RowExplanation told) {
        var document = Json.createObjectBuilder()
                .add("table", told.row().table())
                .add("rowId", told.row().rowId())
                .add("rulesVersion", told.rulesVersion())
                .add("stamp", told.stamp().toString())
                .add("alive", told.isAlive())
                .add("visible", told.isVisible())
                .add("sentence", told.sentence())
                .add("buckets", list(told.buckets(), ExplanationDocument::of))
                .add("columns", list(told.columns(), ExplanationDocument::of));
        add(document, "existence", told.existence());
        add(document, "tombstone", told.tombstone());
        return document.build();
    }

    private static JsonObjectBuilder of(RowExplanation.Bucket bucket) {
        return Json.createObjectBuilder()
                .add("bucket", bucket.name())
                .add("covers", bucket.covers())
                .add("letsThrough", bucket.letsThrough())
                .add("filters", list(bucket.filters(), ExplanationDocument::of));
    }

    private static JsonObjectBuilder of(RowExplanation.Filter filter) {
        return Json.createObjectBuilder()
                .add("column", filter.column())
                .add("op", filter.op())
                .add("operands", Json.createArrayBuilder(filter.operands()))
                .add("value", value(filter.value().orElse(JsonValue.NULL)))
                .add("present", filter.value().isPresent())
                .add("passed", filter.passed());
    }

    private static JsonObjectBuilder of(RowExplanation.Column column) {
        return of(column.origin())
                .add("column", column.name())
                .add("value", value(column.value()))
                .add("hidden", column.isHidden());
    }

    private static JsonObjectBuilder of(RowExplanation.Origin origin) {
        return Json.createObjectBuilder().add("hlc", origin.hlc().toString()).add("clientId", origin.clientId());
    }

    private static void add(JsonObjectBuilder document, String name, Optional<RowExplanation.Origin> origin) {
        origin.ifPresentOrElse(o -> document.add(name, of(o)), () -> document.addNull(name));
    }

    private static <T> JsonArray list(List<T> elements, Function<T, JsonObjectBuilder> form) {
        var list = Json.createArrayBuilder();
        elements.forEach(element -> list.add(form.apply(element)));
        return list.build();
    }

    private static jakarta.json.JsonValue value(JsonValue value) {
        try (var reader = Json.createReader(new StringReader(value.text()))) {
            return reader.readValue();
        }
    }
}
