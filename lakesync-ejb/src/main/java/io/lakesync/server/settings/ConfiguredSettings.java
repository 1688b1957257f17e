package io.lakesync.server.settings;

import io.lakesync.api.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads MicroProfile Config once. */
@Dependent
class ConfiguredSettings {
    @Produces
    @Singleton
    Settings settings() {
        return read();
    }

    /**
     * Reads the settings anew, for what the container creates before and without CDI.
     *
     * @throws io.lakesync.api.settings.InvalidSettingsException naming every problem
     */
    static Settings read() {
        return read(ConfigProvider.getConfig(ConfiguredSettings.class.getClassLoader()));
    }

    static Settings read(Config config) {
        var names = new HashSet<String>();
        config.getPropertyNames().forEach(names::add);
        return Settings.read(names, key -> config.getOptionalValue(key, String.class));
    }
}
