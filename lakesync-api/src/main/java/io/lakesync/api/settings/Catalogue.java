package io.lakesync.api.settings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All settings, by concern. */
final class Catalogue {
    private static final String PREFIX = Setting.environmentName("lakesync.");

    /** Read by {@code ./run} before there is a server; listed so that it is known. */
    private static final Setting<String> HEAP =
            new Setting<>("lakesync.heap", Form.TEXT, "512m", "heap of the server that ./run starts");

    private Catalogue() {}

    static Map<String, List<Setting<?>>> byConcern() {
        var concerns = new LinkedHashMap<String, List<Setting<?>>>();
        concerns.put("Databases", DatabaseSettings.catalogue());
        concerns.put("Tokens", TokenSettings.catalogue());
        concerns.put("HTTP and WebSocket", HttpSettings.catalogue());
        concerns.put("Rate limits", LimitSettings.catalogue());
        concerns.put("Push", PushSettings.catalogue());
        concerns.put("Pull", PullSettings.catalogue());
        concerns.put("Retention", RetentionSettings.catalogue());
        concerns.put("Followers", FollowerSettings.catalogue());
        concerns.put("Webhooks", WebhookSettings.catalogue());
        concerns.put("Console", ConsoleSettings.catalogue());
        concerns.put("./run", List.of(HEAP));
        return concerns;
    }

    static List<Setting<?>> all() {
        return byConcern().values().stream().<Setting<?>>flatMap(List::stream).toList();
    }

    /**
     * Refuses names of ours that mean nothing. Names are compared in their environment form, because a configuration may
     * report one value under several spellings.
     */
    static void requireKnown(Set<String> names, Values values) {
        var known = all().stream().map(Setting::environmentName).collect(Collectors.toSet());
        names.stream()
                .filter(name -> name.startsWith("lakesync.") || name.startsWith(PREFIX))
                .filter(name -> !known.contains(Setting.environmentName(name)))
                .collect(Collectors.toMap(
                        name -> Setting.environmentName(name),
                        Function.identity(),
                        (a, b) -> a.compareTo(b) <= 0 ? a : b,
                        TreeMap::new))
                .values()
                .forEach(name ->
                        values.require(false, "%s is not a setting; did you mean %s?".formatted(name, nearest(name))));
    }

    private static String nearest(String name) {
        var wanted = Setting.environmentName(name);
        var nearest = all().stream()
                .min(Comparator.comparingInt(setting -> EditDistance.between(wanted, setting.environmentName())))
                .orElseThrow();
        return name.startsWith(PREFIX) ? nearest.environmentName() : nearest.key();
    }
}
