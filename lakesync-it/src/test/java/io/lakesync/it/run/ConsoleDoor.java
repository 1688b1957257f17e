package io.lakesync.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console's login, without a browser. */
record ConsoleDoor(URI server) {
    private static final Pattern VIEW = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]*)\"");

    /** Whether the first operator comes in with this password. */
    boolean opensTo(String password) throws IOException, InterruptedException {
        var http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var login = HttpRequest.newBuilder(server.resolve("/console/login.xhtml"));
        var page = http.send(login.build(), BodyHandlers.ofString()).body();
        var view = VIEW.matcher(page);
        if (!view.find()) {
            throw new AssertionError("no form: " + page);
        }
        var form = Map.of(
                "login", "login",
                "login:name", "admin",
                "login:password", password,
                "login:signIn", "",
                "jakarta.faces.ViewState", view.group(1));
        var answer = http.send(
                login.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(form)))
                        .build(),
                BodyHandlers.ofString());
        return answer.body().contains("Sign out");
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
