package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.rowIds;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.contracts.LocalFixture;
import io.lakesync.contracts.replica.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What many open sockets are sent when they are read for together. */
class StreamTogetherTest {
    private static final int LIMIT = 100;
    private static final String BY_TITLE =
            """
            {"version": 1, "buckets": [{"name": "some", "tables": ["todos"], "write": "any",
              "filters": [{"column": "title", "op": "in", "value": "jwt:sees"}]}]}
            """;

    @RegisterExtension
    final Scene scene = new Scene(LocalFixture::open);

    @Test
    void who_sees_the_same_is_sent_the_same_page() {
        var ann = socket(scene.ann());
        var cho = socket(capable("cho"));
        scene.ben().push(added("ben", 1, "1", title("milk")));

        var pages = together(ann, cho);

        assertThat(rowIds(told(pages.get(0)))).containsExactly("1");
        assertThat(pages.get(1).orElseThrow()).isSameAs(pages.get(0).orElseThrow());
    }

    @Test
    void each_view_is_told_of_its_own_rows_only() {
        scene.fixture().saveRules(scene.gateway(), BY_TITLE);
        var milk = socket(seeing("ann", "milk"));
        var bread = socket(seeing("cho", "bread"));
        var nothing = socket(seeing("dan", "tea"));
        writer().push(added("ben", 1, "1", title("milk")), added("ben", 1, "2", title("bread")));
        writer().push(changed("ben", 2, "1", title("bread")));

        var pages = together(milk, bread, nothing);

        assertThat(told(pages.get(0))).containsExactly(Delta.forget(row("1")), Delta.forget(row("1")));
        assertThat(rowIds(told(pages.get(1)))).containsExactly("2", "1");
        assertThat(told(pages.get(2))).isEmpty();
    }

    @Test
    void each_is_sent_what_it_would_be_sent_alone() {
        scene.ownersSeeTheirOwn("any");
        var sockets = Stream.of("ann", "ben", "cho", "dan")
                .map(name -> socket(name.equals("dan") ? scene.legacy(name) : capable(name)))
                .toArray(StreamRequest[]::new);
        for (int i = 0; i < 6; i++) {
            var whose = owner(i % 2 == 0 ? "dan" : "ann");
            scene.ben().push(added("ben", i + 1, "" + i, whose), changed("ben", i + 9, "" + i / 2, owner("cho")));
        }

        var pages = together(sockets);

        for (int i = 0; i < sockets.length; i++) {
            assertThat(pages.get(i)).contains(alone(sockets[i]));
        }
    }

    @Test
    void no_delta_comes_back_to_who_pushed_it_and_only_its_sender_is_corrected() {
        scene.ben().push(added("ben", 5, "1", rank(5)));
        var ann = socket(scene.ann());
        var ben = socket(scene.ben());
        var cho = socket(capable("cho"));
        scene.ann().push(added("ann", 6, "2", title("milk")));
        scene.ann().push(changed("ann", 4, "1", rank(4)));

        var pages = together(cho, ann, ben);

        assertThat(rowIds(told(pages.get(0)))).containsExactly("2");
        assertThat(rowIds(told(pages.get(2)))).containsExactly("2");
        assertThat(rowIds(told(pages.get(1)))).containsExactly("1");
        assertThat(told(pages.get(1))).first().isEqualTo(Delta.forget(row("1")));
    }

    @Test
    void each_kind_of_client_is_sent_its_own_form() {
        var capable = socket(scene.ann());
        var legacy = socket(scene.legacy("cho"));
        var milk = added("ben", 1, "1", title("milk"));
        scene.ben().push(milk);

        var pages = together(capable, legacy);

        assertThat(told(pages.get(0))).containsExactly(milk.withDeltaId(""));
        assertThat(told(pages.get(1))).hasSize(2).first().isEqualTo(Delta.forget(row("1")));
    }

    @Test
    void whose_rules_have_changed_is_read_for_alone_and_then_with_the_others_again() {
        scene.fixture().saveRules(scene.gateway(), BY_TITLE);
        writer().push(added("ben", 1, "1", title("milk")), added("ben", 1, "2", title("bread")));
        var ann = socket(seeing("ann", "milk"));
        var cho = socket(seeing("cho", "milk"));

        scene.fixture().saveRules(scene.gateway(), BY_TITLE.replace("jwt:sees", "bread"));
        assertThat(together(ann, cho)).containsOnly(Optional.empty());
        var turned = alone(ann);
        assertThat(turned.deltas()).contains(Delta.forget(row("1")));
        assertThat(rowIds(turned.deltas())).containsExactlyInAnyOrder("1", "2");

        var settled = after(ann, turned);
        assertThat(together(settled)).as("what it has proved must be kept").containsOnly(Optional.empty());
        settled = after(settled, alone(settled));
        writer().push(added("ben", 3, "3", title("bread")), added("ben", 3, "4", title("milk")));
        var pages = together(settled, cho);
        assertThat(rowIds(told(pages.get(0)))).containsExactly("3");
        assertThat(pages.get(1)).isEmpty();
    }

    @Test
    void who_was_served_under_another_token_meanwhile_is_read_for_alone() {
        scene.fixture().saveRules(scene.gateway(), BY_TITLE);
        writer().push(added("ben", 1, "1", title("milk")), added("ben", 1, "2", title("bread")));
        var former = socket(seeing("ann", "milk"));
        var other = socket(seeing("cho", "milk"));
        var renewed = socket(seeing("ann", "bread"));
        writer().push(added("ben", 3, "3", title("milk")), added("ben", 3, "4", title("bread")));

        var pages = together(former, other, renewed);

        assertThat(pages.get(0)).isEmpty();
        assertThat(rowIds(told(pages.get(1)))).containsExactly("3");
        assertThat(rowIds(told(pages.get(2)))).containsExactly("4");
        assertThat(alone(former).deltas()).contains(Delta.forget(row("2")), Delta.forget(row("4")));
    }

    @Test
    void who_has_fallen_behind_is_read_for_alone_and_completely() {
        var behind = socket(scene.ann());
        for (int push = 0; push < 3; push++) {
            scene.ben()
                    .push(IntStream.range(400 * push, 400 * push + 400)
                            .mapToObj(i -> added("ben", i + 1, "" + i, rank(i)))
                            .toArray(Delta[]::new));
        }
        var close = socket(capable("cho"));
        scene.ben().push(added("ben", 2000, "last"));

        var pages = together(behind, close);

        assertThat(pages.get(0)).isEmpty();
        assertThat(rowIds(told(pages.get(1)))).containsExactly("last");
        var page = alone(behind);
        int rows = page.deltas().size();
        for (var next = after(behind, page); page.hasMore(); next = after(next, page)) {
            page = alone(next);
            rows += page.deltas().size();
        }
        assertThat(rows).isEqualTo(1201);
    }

    @Test
    void who_stands_elsewhere_is_sent_what_follows_its_own_position() {
        var first = socket(scene.ann());
        scene.ben().push(added("ben", 1, "1"));
        var second = socket(capable("cho"));
        scene.ben().push(added("ben", 2, "2"));
        var third = socket(capable("dan"));

        var pages = together(second, third, first);

        assertThat(rowIds(told(pages.get(0)))).containsExactly("2");
        assertThat(told(pages.get(1))).isEmpty();
        assertThat(rowIds(told(pages.get(2)))).containsExactly("1", "2");
    }

    @Test
    void a_page_that_is_thrown_away_costs_nothing() {
        var ann = socket(scene.ann());
        scene.ben().push(added("ben", 1, "1"));
        together(ann, ann);
        scene.ben().push(added("ben", 2, "2"));

        assertThat(rowIds(told(together(ann).get(0)))).containsExactly("1", "2");
    }

    @Test
    void who_is_not_known_or_is_inside_a_snapshot_is_read_for_alone() {
        var stranger = request(capable("dan").link(), socket(scene.ann()).pull().since());
        scene.ben().push(added("ben", 1, "1"), added("ben", 1, "2"));
        var cho = capable("cho").link();
        var page = cho.pull(Cursor.BEGINNING, 1);
        assertThat(page.hasMore()).isTrue();

        assertThat(together(stranger, after(request(cho, Cursor.BEGINNING), page)))
                .containsOnly(Optional.empty());
    }

    private Client capable(String name) {
        return scene.client(name, Scene.CAPABLE);
    }

    /** May write every row and sees none. */
    private Client writer() {
        return seeing("ben", "nothing");
    }

    private Client seeing(String name, String title) {
        return scene.client(name, Scene.CAPABLE, Map.of("sees", List.of(title)));
    }

    /** Open, and at the head. */
    private StreamRequest socket(Client client) {
        client.pullAll();
        var opened = request(client.link(), client.since());
        return after(opened, alone(opened));
    }

    private static StreamRequest request(Link link, Cursor since) {
        return new StreamRequest(
                link.caller(),
                new PullRequest(link.id(), link.clientId(), since, LIMIT, Optional.empty(), link.capabilities()));
    }

    private static StreamRequest after(StreamRequest socket, Page page) {
        return new StreamRequest(socket.caller(), socket.pull().after(page));
    }

    private List<Optional<Page>> together(StreamRequest... sockets) {
        return scene.fixture().gateway().streamTogether(scene.gateway(), List.of(sockets));
    }

    private Page alone(StreamRequest socket) {
        return scene.fixture().gateway().stream(socket.caller(), socket.pull());
    }

    /** Without the ids of the deltas. */
    private static List<Delta> told(Optional<Page> page) {
        return Client.withoutIds(page.orElseThrow()).deltas();
    }
}
