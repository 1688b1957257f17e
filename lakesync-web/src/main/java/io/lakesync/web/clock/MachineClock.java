package io.lakesync.web.clock;

import io.lakesync.web.settings.Edge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

@ApplicationScoped
class MachineClock {
    @Edge
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
