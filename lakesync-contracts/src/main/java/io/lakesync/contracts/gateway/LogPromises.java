package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.deleted;
import static io.lakesync.contracts.gateway.Todos.pulled;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.gateway.Page;
import io.lakesync.contracts.GatewayFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class LogPromises {
    private static final List<String> PUSHERS = List.of("ben", "cho", "dan");
    private static final int PUSHES = 30;
    private static final int ROWS = 5;

    @RegisterExtension
    final Scene scene;

    LogPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void a_delta_comes_as_it_was_pushed_with_the_columns_that_lost() {
        scene.ben().push(added("ben", 5, "1", title("milk"), rank(5)));
        var ann = scene.ann();
        ann.pullAll();
        var change = changed("cho", 4, "1", rank(4), Todos.json("tags", "[1]"));

        scene.client("cho", Scene.CAPABLE).push(change);

        assertThat(ann.pullAll()).containsExactly(pulled(change));
    }

    @Test
    void an_insert_of_a_row_that_the_reader_has_is_reported_as_update() {
        scene.ben().push(added("ben", 1, "1"));
        var ann = scene.ann();
        ann.pullAll();

        scene.ben().push(added("ben", 2, "1", title("again")));

        assertThat(ann.pullAll()).extracting(Delta::op).containsExactly(DeltaOp.UPDATE);
    }

    @Test
    void what_changes_nothing_reaches_nobody_but_its_sender() {
        scene.ben().push(added("ben", 5, "1", rank(5)));
        var ann = scene.ann();
        var cho = scene.client("cho", Scene.CAPABLE);
        ann.pullAll();
        cho.pullAll();

        cho.push(changed("cho", 4, "1", rank(4)));

        assertThat(ann.pullAll()).isEmpty();
        assertThat(cho.pullAll())
                .startsWith(Delta.forget(row("1")))
                .flatExtracting(Delta::columns)
                .containsExactly(rank(5));
    }

    @Test
    void pages_end_at_their_limit_and_the_next_goes_on() {
        scene.ben().push(added("ben", 1, "1"));
        var ann = scene.ann();
        ann.pullAll();
        scene.ben()
                .push(
                        changed("ben", 2, "1", rank(2)),
                        changed("ben", 3, "1", rank(3)),
                        changed("ben", 4, "1", rank(4)));

        var pages = Stream.generate(() -> ann.pull(1)).limit(4).toList();

        assertThat(pages).extracting(page -> page.deltas().size()).containsExactly(1, 1, 1, 0);
        assertThat(pages).extracting(Page::hasMore).startsWith(true, true).endsWith(false);
        assertThat(pages).allMatch(page -> !page.cursor().isInSnapshot());
        assertThat(pages)
                .flatExtracting(Page::deltas)
                .extracting(d -> d.hlc().wallMillis())
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void a_delete_comes_as_such() {
        scene.ben().push(added("ben", 1, "1"));
        var ann = scene.ann();
        ann.pullAll();

        scene.ben().push(deleted("ben", 2, "1"));

        assertThat(ann.pullAll()).containsExactly(pulled(deleted("ben", 2, "1")));
    }

    @Test
    void every_delta_comes_once_and_in_order_while_others_push() {
        PUSHERS.forEach(
                name -> IntStream.range(0, ROWS).forEach(i -> scene.ben().push(added("ben", 1, name + i))));
        var ann = scene.ann();
        ann.pullAll();

        var pushing = PUSHERS.stream()
                .map(name -> CompletableFuture.runAsync(() -> push(name)))
                .toList();
        var received = new ArrayList<Delta>();
        while (!pushing.stream().allMatch(CompletableFuture::isDone)) {
            received.addAll(ann.pull(7).deltas());
        }
        received.addAll(ann.pullAll(7));

        pushing.forEach(CompletableFuture::join);
        for (var name : PUSHERS) {
            assertThat(received)
                    .filteredOn(delta -> delta.clientId().equals(name))
                    .containsExactlyElementsOf(deltas(name).map(Todos::pulled).toList());
        }
        assertThat(received).hasSize(PUSHERS.size() * PUSHES);
    }

    private void push(String name) {
        var client = scene.client(name, Scene.CAPABLE);
        deltas(name).forEach(client::push);
    }

    private static Stream<Delta> deltas(String name) {
        return IntStream.range(0, PUSHES).mapToObj(i -> changed(name, 100 + i, name + i % ROWS, rank(i)));
    }
}
