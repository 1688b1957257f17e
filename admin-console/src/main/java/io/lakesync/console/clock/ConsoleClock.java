package io.lakesync.console.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock. Typed, because some servers show the beans of other modules here, their clocks among them. */
@ApplicationScoped
@Typed(ConsoleClock.class)
public class ConsoleClock implements InstantSource {
    private final InstantSource machine = InstantSource.system();

    @Override
    public Instant instant() {
        return machine.instant();
    }
}
