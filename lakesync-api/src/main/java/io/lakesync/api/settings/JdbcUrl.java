package io.lakesync.api.settings;

import java.util.regex.Pattern;

/** Where a database is. Printed without a password that it may hold. */
public record JdbcUrl(String value) {
    static final String FORMS = "jdbc:h2: or jdbc:postgresql:";
    private static final Pattern SUPPORTED = Pattern.compile("jdbc:(h2|postgresql):.+");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(password=)[^&;]*");

    public JdbcUrl {
        if (!SUPPORTED.matcher(value).matches()) {
            throw new IllegalArgumentException("a JDBC URL starts with " + FORMS);
        }
    }

    @Override
    public String toString() {
        return CREDENTIALS.matcher(value).replaceAll("$1***");
    }
}
