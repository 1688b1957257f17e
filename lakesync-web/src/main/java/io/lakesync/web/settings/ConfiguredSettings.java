package io.lakesync.web.settings;

import io.lakesync.api.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashSet;
import org.eclipse.microprofile.config.ConfigProvider;

@ApplicationScoped
class ConfiguredSettings {
    @Edge
    @Produces
    @Singleton
    Settings settings() {
        var config = ConfigProvider.getConfig();
        var names = new HashSet<String>();
        config.getPropertyNames().forEach(names::add);
        return Settings.read(names, key -> config.getOptionalValue(key, String.class));
    }
}
