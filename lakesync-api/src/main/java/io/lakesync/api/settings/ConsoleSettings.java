package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The operators' console.
 *
 * @param adminPassword password of the first user; absent: one is generated and printed once
 */
public record ConsoleSettings(Optional<Secret> adminPassword) {
    static final Setting<Optional<Secret>> ADMIN_PASSWORD = new Setting<>(
            "lakesync.admin.password",
            Form.SECRET.optional(),
            "",
            "password of the first console user, admin; absent: generated and printed once");

    public ConsoleSettings {
        requireNonNull(adminPassword, "adminPassword");
    }

    static List<Setting<?>> catalogue() {
        return List.of(ADMIN_PASSWORD);
    }

    static ConsoleSettings read(Values values) {
        return new ConsoleSettings(values.of(ADMIN_PASSWORD));
    }
}
