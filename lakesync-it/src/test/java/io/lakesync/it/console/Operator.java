package io.lakesync.it.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.lakesync.it.server.Built;
import io.lakesync.it.server.DeployedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody at a browser of their own. Finds things as people do: by what they are called. */
final class Operator implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    /** Long enough for two busy cores; nothing waits for it unless it fails. */
    private static final double PATIENCE_MILLIS = 20_000;

    private final Playwright playwright;
    private final DeployedServer server;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Operator(DeployedServer server, ColorScheme theme) {
        this.server = server;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));
        var context =
                browser.newContext(new NewContextOptions().setColorScheme(theme).setViewportSize(1280, 800));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    static Operator at(DeployedServer server) {
        return at(server, ColorScheme.LIGHT);
    }

    static Operator at(DeployedServer server, ColorScheme theme) {
        return new Operator(server, theme);
    }

    /** Goes to a page of the console; {@code path} begins with a slash. */
    Operator open(String path) {
        page.navigate(server.uri("/console" + path).toString());
        return this;
    }

    /** The list of gateways, narrowed to some: the servers of the tests hold many. */
    Operator find(String gateway) {
        return open("/gateways.xhtml?find=" + gateway);
    }

    /** From the first page that asks for it to the page behind it. */
    Operator signIn() {
        signIn(server.adminPassword());
        button("Sign out").waitFor();
        return this;
    }

    void signIn(String password) {
        signIn("admin", password);
    }

    void signIn(String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** The row of a table that has this link or text in it. */
    Locator row(String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    /** How the page says that it is up to date. */
    Locator line(String state) {
        return page.getByRole(AriaRole.STATUS).getByText(state);
    }

    Page page() {
        return page;
    }

    /** What the page looks like, for people's eyes. A browser too busy to paint breaks no promise: then there is no picture. */
    void screenshot(String name) {
        var file = Built.root()
                .resolve("lakesync-it/target/screenshots/%s-%s.png"
                        .formatted(name, server.kind().name().toLowerCase()));
        try {
            page.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
        } catch (TimeoutError busy) {
            System.err.println("no picture of " + name + ": " + busy.getMessage());
        }
    }

    /** What the browser refused or stumbled over so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
