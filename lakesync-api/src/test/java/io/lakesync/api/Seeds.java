package io.lakesync.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Runs a property with 200 seeds, or as many as {@code -Dseeds=} says, or with the one of {@code -Dseed=}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(Seeds.Range.class)
public @interface Seeds {
    /** Yields the seeds. */
    final class Range implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
            Long one = Long.getLong("seed");
            return (one == null ? LongStream.range(0, Integer.getInteger("seeds", 200)) : LongStream.of(one))
                    .mapToObj(Arguments::of);
        }
    }
}
