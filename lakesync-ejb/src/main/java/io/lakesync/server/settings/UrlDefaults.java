package io.lakesync.server.settings;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Parameters of a JDBC URL that hold unless the operator said otherwise. */
final class UrlDefaults {
    private UrlDefaults() {}

    static String add(String url, Map<String, String> defaults, String first, String next) {
        var completed = new StringBuilder(url);
        new TreeMap<>(defaults).forEach((name, value) -> {
            if (!has(url, name, first, next)) {
                completed
                        .append(completed.indexOf(first) < 0 ? first : next)
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        return completed.toString();
    }

    private static boolean has(String url, String name, String first, String next) {
        var text = url.toLowerCase(Locale.ROOT);
        var parameter = name.toLowerCase(Locale.ROOT) + "=";
        return text.contains(first + parameter) || text.contains(next + parameter);
    }
}
