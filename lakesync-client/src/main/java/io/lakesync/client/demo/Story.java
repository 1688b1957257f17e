package io.lakesync.client.demo;

import static java.util.stream.Collectors.toMap;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** What Ann and Ben do with the airports, and what must have come of it. */
final class Story {
    private final Map<RowKey, Map<String, JsonValue>> airports = Airports.load();
    private final List<RowKey> keys = List.copyOf(airports.keySet());
    private final Person ann;
    private final Person ben;
    private final String run;
    private final Consumer<String> say;

    /** @param run marks the values of this run, so that a later one edits again */
    Story(Person ann, Person ben, String run, Consumer<String> say) {
        this.ann = ann;
        this.ben = ben;
        this.run = run;
        this.say = say;
    }

    void tell() {
        fill();
        editTogether();
        editApart();
        check();
    }

    private void fill() {
        both(Person::exchange);
        say.accept("%d of %d airports are here already"
                .formatted(ann.replica().rows().size(), airports.size()));
        together(() -> ann.edit(missing(ann, 0)), () -> ben.edit(missing(ben, 1)));
        both(Person::exchange);
        say.accept("ann and ben have pushed a half each: both hold %d airports"
                .formatted(ben.replica().rows().size()));
    }

    private void editTogether() {
        together(() -> ann.edit(values(ann, 0, 300, "name")), () -> {
            ben.edit(values(ben, 200, 500, "name"));
            ben.edit(values(ben, 0, 200, "city"));
        });
        both(Person::exchange);
        say.accept("both have edited at once: 100 names both of them, of 200 airports one the name and one the city");
    }

    private void editApart() {
        say.accept("ben is offline and edits 260 airports, deletes 10");
        values(ben, 500, 700, "name").forEach(ben.replica()::set);
        values(ben, 700, 750, "city").forEach(ben.replica()::set);
        keys.subList(750, 760).forEach(ben.replica()::delete);
        values(ben, 760, 770, "name").forEach(ben.replica()::set);

        ann.exchange();
        ann.edit(values(ann, 600, 760, "name"));
        keys.subList(760, 770).forEach(ann.replica()::delete);
        ann.exchange();
        say.accept("ann has meanwhile edited 160 of the same airports and deleted 10 that ben edits");

        ben.exchange();
        ann.exchange();
        say.accept("ben is back and has pushed what he did before: it counts from when he did it");
    }

    private void check() {
        both(Person::exchange);
        for (var person : List.of(ann, ben)) {
            require(person, 500, "name", "ben");
            require(person, 650, "name", "ann");
            require(person, 720, "name", "ann");
            require(person, 720, "city", "ben");
            require(person, 755, "name", "ann");
            if (person.replica().has(keys.get(765))) {
                throw new IllegalStateException("%s still has %s".formatted(person.name(), keys.get(765)));
            }
        }
    }

    private void require(Person person, int index, String column, String author) {
        var found = person.replica().row(keys.get(index)).getOrDefault(column, JsonValue.NULL);
        if (!found.equals(value(index, column, author))) {
            throw new IllegalStateException("%s of airport %s at %s is %s, not of %s"
                    .formatted(column, keys.get(index).rowId(), person.name(), found, author));
        }
    }

    /** Every other airport, with the columns that it lacks. */
    private Map<RowKey, Map<String, JsonValue>> missing(Person person, int remainder) {
        var missing = new LinkedHashMap<RowKey, Map<String, JsonValue>>();
        for (int i = remainder; i < keys.size(); i += 2) {
            var here = person.replica().row(keys.get(i));
            var lacking = new LinkedHashMap<>(airports.get(keys.get(i)));
            lacking.keySet().removeAll(here.keySet());
            if (!lacking.isEmpty()) {
                missing.put(keys.get(i), lacking);
            }
        }
        return missing;
    }

    private Map<RowKey, Map<String, JsonValue>> values(Person author, int from, int to, String column) {
        var indexes = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            indexes.add(i);
        }
        return indexes.stream()
                .collect(toMap(
                        keys::get,
                        i -> Map.of(column, value(i, column, author.name())),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private JsonValue value(int index, String column, String author) {
        var original = JsonText.string(airports.get(keys.get(index)).get(column));
        return JsonText.ofString("%s (%s, %s)".formatted(original, author, run));
    }

    private void both(Consumer<Person> task) {
        List.of(ann, ben).forEach(task);
    }

    private static void together(Runnable one, Runnable other) {
        var both = CompletableFuture.allOf(CompletableFuture.runAsync(one), CompletableFuture.runAsync(other));
        try {
            both.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SyncException refused ? refused : e;
        }
    }
}
