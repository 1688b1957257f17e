package io.lakesync.api.schema;

import java.util.regex.Pattern;

/** A name that may be used in SQL: a letter or underscore, then letters, digits, underscores; 1 to 64 characters. */
public record Identifier(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    public Identifier {
        if (!isValid(name)) {
            throw new IllegalArgumentException("not an identifier: " + name);
        }
    }

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /** The name in double quotes, as standard SQL wants it. */
    public String quoted() {
        return '"' + name + '"';
    }

    @Override
    public String toString() {
        return name;
    }
}
