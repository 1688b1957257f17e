package io.lakesync.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.sql.SQLException;
import java.util.regex.Pattern;

class ConsoleLoginIT {
    private static final Pattern LOGIN = Pattern.compile("/console/login\\.xhtml");
    private static final String REFUSED =
            "That name and password do not match. After 5 failed attempts in a row a name is held for a minute.";
    private final HttpClient http = HttpClient.newHttpClient();

    @OnBothServers
    void a_page_without_login_leads_to_the_login_and_then_to_the_page(DeployedServer server) {
        try (var operator = Operator.at(server)) {
            operator.open("/gateway.xhtml?id=nobody-made-this");
            assertThat(operator.page()).hasURL(LOGIN);
            assertThat(operator.heading("Sign in")).isVisible();
            operator.screenshot("login-light");

            operator.signIn();

            assertThat(operator.heading("There is no such gateway")).isVisible();
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @OnBothServers
    void a_wrong_password_gets_one_friendly_sentence(DeployedServer server) {
        try (var operator = Operator.at(server, ColorScheme.DARK)) {
            operator.open("/");

            operator.signIn("not the password");

            assertThat(operator.alert()).hasText(REFUSED);
            assertThat(operator.page().getByLabel("Password")).hasValue("");
            operator.screenshot("login-refused-dark");
            operator.signIn();
            assertThat(operator.heading("Gateways")).isVisible();
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @OnBothServers
    void a_held_name_and_one_that_is_not_there_get_the_same_sentence(DeployedServer server) throws SQLException {
        var name = "held-" + ProcessHandle.current().pid();
        addOperator(server, name);
        try (var operator = Operator.at(server)) {
            operator.open("/");
            for (int attempt = 0; attempt < 5; attempt++) {
                operator.signIn(name, "guess " + attempt);
                assertThat(operator.alert()).hasText(REFUSED);
            }
            operator.signIn(name, server.adminPassword());
            assertThat(operator.alert()).hasText(REFUSED);
            operator.signIn("nobody", server.adminPassword());
            assertThat(operator.alert()).hasText(REFUSED);
            assertThat(operator.page()).hasURL(LOGIN);
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @OnBothServers
    void the_keyboard_alone_leads_in_and_out(DeployedServer server) {
        try (var operator = Operator.at(server)) {
            operator.open("/");
            assertThat(operator.page().getByLabel("Name")).isFocused();
            var keyboard = operator.page().keyboard();

            keyboard.type("admin");
            keyboard.press("Tab");
            keyboard.type(server.adminPassword());
            keyboard.press("Enter");

            assertThat(operator.heading("Gateways")).isVisible();
            operator.button("Sign out").focus();
            keyboard.press("Enter");
            assertThat(operator.page().getByText("You have signed out.")).isVisible();
            operator.open("/gateways.xhtml");
            assertThat(operator.page()).hasURL(LOGIN);
        }
    }

    @OnBothServers
    void the_session_gets_a_new_id(DeployedServer server) {
        try (var operator = Operator.at(server)) {
            operator.open("/");
            var before = session(operator).value;

            operator.signIn();

            assertThat(session(operator).value).isNotEqualTo(before);
        }
    }

    @OnBothServers
    void a_post_from_elsewhere_signs_nobody_in(DeployedServer server) throws IOException, InterruptedException {
        var body = "login=login&login%3Aname=admin&login%3Apassword="
                + server.adminPassword().replace(' ', '+') + "&login%3AsignIn=&jakarta.faces.ViewState=1%3A1";
        var post = HttpRequest.newBuilder(server.uri("/console/login.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();

        var answer = http.send(post, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/login.xhtml");
    }

    @OnBothServers
    void a_page_that_updates_itself_is_sent_to_the_login_too(DeployedServer server)
            throws IOException, InterruptedException {
        var update = HttpRequest.newBuilder(server.uri("/console/gateways.xhtml"))
                .header("Faces-Request", "partial/ajax")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("unattended=true"))
                .build();

        var answer = http.send(update, BodyHandlers.ofString());

        assertThat(answer.body()).contains("<redirect url=\"/console/login.xhtml");
    }

    @OnBothServers
    void the_push_channel_refuses_whoever_has_not_signed_in(DeployedServer server) {
        var channel = server.webSocketUri("/console/jakarta.faces.push/gateways");

        assertThatThrownBy(() -> http.newWebSocketBuilder()
                        .buildAsync(channel, new WebSocket.Listener() {})
                        .join())
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refusal -> assertThat(
                                refusal.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @OnBothServers
    void every_answer_tells_the_browser_to_be_careful(DeployedServer server) throws IOException, InterruptedException {
        var login = http.send(
                HttpRequest.newBuilder(server.uri("/console/login.xhtml")).build(), BodyHandlers.ofString());

        var headers = login.headers();
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                .startsWith("LAKESYNC_CONSOLE=")
                .contains("HttpOnly")
                .containsIgnoringCase("SameSite=Lax"));
        assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'", "script-src 'self' 'nonce-")
                .doesNotContain("unsafe"));
        assertThat(login.body()).doesNotContain(" style=");
    }

    /** With the password of the first. */
    private static void addOperator(DeployedServer server, String name) throws SQLException {
        try (var connection = server.connect();
                var insert = connection.prepareStatement(
                        """
                        INSERT INTO lakesync.console_user (name, password_hash, roles, failures, created_at)
                        SELECT ?, password_hash, roles, 0, created_at FROM lakesync.console_user WHERE name = 'admin'
                        """)) {
            insert.setString(1, name);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    private static Cookie session(Operator operator) {
        return operator.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("LAKESYNC_CONSOLE"))
                .findFirst()
                .orElseThrow();
    }
}
