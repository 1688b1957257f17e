package io.lakesync.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class GatewaysPageIT {
    @OnBothServers
    void a_push_is_seen_without_a_reload(DeployedServer server) throws IOException, InterruptedException {
        var traffic = new Traffic(server, "seen-live");
        traffic.open();
        traffic.register();
        try (var operator = Operator.at(server)) {
            operator.open("/").signIn().find("seen-live");
            assertThat(operator.line("Live")).isVisible();
            assertThat(cell(operator.row("seen-live"), "Rows")).hasText("0");
            operator.page().evaluate("window.sameDocument = true");

            traffic.push("milk", "title", "\"milk\"");

            assertThat(cell(operator.row("seen-live"), "Rows")).hasText("1");
            assertThat(operator.row("seen-live")).containsText("just now");
            assertThat(operator.row("seen-live")).containsText("at the head");
            assertThat(operator.page().evaluate("window.sameDocument")).isEqualTo(true);
            operator.screenshot("gateways-light");
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @OnBothServers
    void a_page_that_no_socket_reaches_says_so_and_is_updated_all_the_same(DeployedServer server)
            throws IOException, InterruptedException {
        var traffic = new Traffic(server, "seen-late");
        traffic.open();
        try (var operator = Operator.at(server)) {
            operator.page()
                    .addInitScript(
                            """
                            window.WebSocket = function () { setTimeout(() => this.onclose({ code: 1006 })); };""");
            operator.open("/").signIn().find("seen-late");
            assertThat(operator.line("Every 10 s")).isVisible();

            traffic.push("milk", "title", "\"milk\"");

            assertThat(cell(operator.row("seen-late"), "Rows")).hasText("1");
        }
    }

    @OnBothServers
    void a_gateways_page_tells_why_a_delta_is_in_quarantine_but_not_what_it_says(DeployedServer server)
            throws IOException, InterruptedException {
        var traffic = new Traffic(server, "with-quarantine");
        traffic.open();
        traffic.register();
        try (var operator = Operator.at(server)) {
            operator.open("/").signIn().find("with-quarantine");
            operator.link("with-quarantine").click();
            assertThat(operator.heading("with-quarantine")).isVisible();
            assertThat(operator.page().getByText("Nothing is in quarantine.")).isVisible();
            assertThat(operator.line("Live")).isVisible();

            traffic.push("milk", "quantity", "\"classified\"");

            var entry = operator.row("SCHEMA_ERROR");
            assertThat(entry).containsText("milk");
            assertThat(entry).containsText("ann");
            assertThat(entry).containsText("text, 10 characters");
            assertThat(operator.page().getByText("classified")).hasCount(0);
            operator.screenshot("gateway-light");
            operator.find("with-quarantine");
            assertThat(cell(operator.row("with-quarantine"), "Quarantine")).hasText("1");
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @OnBothServers
    void an_operator_replays_discards_and_raises_a_base_but_never_by_a_slip(DeployedServer server)
            throws IOException, InterruptedException {
        var traffic = new Traffic(server, "with-decisions");
        traffic.open();
        traffic.register();
        traffic.push("milk", "note", "\"cold\"");
        traffic.push("eggs", "quantity", "\"many\"");
        try (var operator = Operator.at(server)) {
            operator.open("/").signIn().find("with-decisions");
            operator.link("with-decisions").click();
            var eggs = operator.row("eggs");
            var milk = operator.row("milk");
            assertThat(operator.line("Live")).isVisible();

            operator.page().onceDialog(Dialog::dismiss);
            button(eggs, "Discard").click();
            assertThat(eggs).hasCount(1);
            operator.page().onDialog(Dialog::accept);
            button(eggs, "Discard").click();
            assertThat(operator.page().getByText("The delta was discarded.")).isVisible();
            button(milk, "Replay").click();
            assertThat(operator.page().getByText("Still refused: 1.")).isVisible();

            traffic.registerWithNote();
            operator.button("Raise base to 2").click();
            assertThat(operator.page().getByText("Existing clients are now sent version 2 of todos."))
                    .isVisible();
            assertThat(operator.button("Raise base to 2")).hasCount(0);
            button(milk.filter(new Locator.FilterOptions().setHasText("SCHEMA_ERROR")), "Replay")
                    .click();
            assertThat(operator.page().getByText("Replayed: 1.")).isVisible();
            assertThat(operator.page().getByText("Nothing is in quarantine.")).isVisible();
            assertThat(operator.row("raised a base")).containsText("admin");
            assertThat(operator.row("replayed INSERT")).containsText("milk");
            assertThat(operator.row("discarded INSERT")).containsText("eggs");
            operator.screenshot("decisions-light");
            assertThat(operator.complaints()).isEmpty();
        }
    }

    private static Locator button(Locator row, String name) {
        return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    @OnBothServers
    void many_gateways_can_be_searched_and_sorted(DeployedServer server) throws IOException, InterruptedException {
        for (var number : IntStream.rangeClosed(1, 8).toArray()) {
            new Traffic(server, "many-" + number).open();
        }
        try (var operator = Operator.at(server)) {
            operator.open("/").signIn();
            operator.page().getByLabel("Find a gateway").fill("MANY-");
            assertThat(operator.row("many-")).hasCount(8);
            assertThat(operator.page().getByRole(AriaRole.ROW)).hasCount(9);

            var name = header(operator, "Gateway");
            name.focus();
            operator.page().keyboard().press("Enter");
            assertThat(name).hasAttribute("aria-sort", "ascending");
            operator.page().keyboard().press("Enter");
            assertThat(name).hasAttribute("aria-sort", "descending");
            assertThat(operator.page().getByRole(AriaRole.ROW).nth(1)).containsText("many-8");

            new Traffic(server, "many-9").open();

            assertThat(operator.page().getByRole(AriaRole.ROW).nth(1)).containsText("many-9");
            assertThat(operator.page().getByRole(AriaRole.ROW)).hasCount(10);
            operator.page().getByLabel("Find a gateway").fill("no such name");
            assertThat(operator.page().getByText("No gateway has that in its name."))
                    .isVisible();
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @OnBothServers
    void what_is_typed_before_the_scripts_are_there_is_looked_for(DeployedServer server)
            throws IOException, InterruptedException {
        for (var number : IntStream.rangeClosed(1, 8).toArray()) {
            new Traffic(server, "typed-early-" + number).open();
        }
        try (var operator = Operator.at(server)) {
            operator.open("/").signIn().find("");
            var held = new AtomicReference<Route>();
            operator.page().route("**/live.js*", held::set);
            operator.page().reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT));
            operator.page().getByLabel("Find a gateway").fill("typed-early-5");
            operator.page().waitForCondition(() -> held.get() != null);
            held.get().resume();

            assertThat(operator.page().getByRole(AriaRole.ROW)).hasCount(2);
            assertThat(operator.row("typed-early-5")).isVisible();
        }
    }

    @OnBothServers
    void dark_and_light_follow_the_system_until_somebody_chooses(DeployedServer server)
            throws IOException, InterruptedException {
        new Traffic(server, "in-the-dark").open();
        try (var operator = Operator.at(server, ColorScheme.DARK)) {
            operator.open("/").signIn().find("in-the-dark");
            assertThat(brightness(operator)).isLessThan(64);
            assertThat(operator.line("Live")).isVisible();
            operator.screenshot("gateways-dark");

            operator.button("Light theme").click();
            assertThat(brightness(operator)).isGreaterThan(192);
            operator.page().reload();

            assertThat(brightness(operator)).isGreaterThan(192);
            assertThat(operator.button("Dark theme")).isVisible();
        }
    }

    @OnBothServers
    void the_page_has_landmarks_headings_and_named_columns(DeployedServer server)
            throws IOException, InterruptedException {
        new Traffic(server, "for-all-readers").open();
        try (var operator = Operator.at(server)) {
            operator.open("/").signIn().find("for-all-readers");

            var page = operator.page();
            for (var landmark : new AriaRole[] {AriaRole.BANNER, AriaRole.NAVIGATION, AriaRole.MAIN}) {
                assertThat(page.getByRole(landmark)).hasCount(1);
            }
            assertThat(page.getByLabel("Find a gateway")).hasValue("for-all-readers");
            assertThat(operator.heading("Gateways")).hasCount(1);
            for (var column : new String[] {"Gateway", "Head", "Rows", "Clients", "Quarantine", "Rules", "Followers"}) {
                assertThat(header(operator, column)).hasCount(1);
            }
            assertThat(operator.row("for-all-readers").locator("time"))
                    .hasAttribute("title", Pattern.compile(".* UTC"));
        }
    }

    private static Locator header(Operator operator, String name) {
        return operator.page().getByRole(AriaRole.COLUMNHEADER).filter(new Locator.FilterOptions().setHasText(name));
    }

    /** The cell of a row below a header. */
    private static Locator cell(Locator row, String header) {
        var headers = row.page().getByRole(AriaRole.COLUMNHEADER).allTextContents();
        return row.getByRole(AriaRole.GRIDCELL).nth(headers.indexOf(header));
    }

    private static int brightness(Operator operator) {
        return (int)
                operator.page().evaluate("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
    }
}
