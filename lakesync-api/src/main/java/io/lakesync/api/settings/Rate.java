package io.lakesync.api.settings;

/**
 * How often something may happen.
 *
 * @param perSecond in the long run, at least 1
 * @param burst at once, after a quiet time; at least 1
 */
public record Rate(int perSecond, int burst) {
    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "a rate is at least 1 a second and 1 at once, was %d and %d".formatted(perSecond, burst));
        }
    }
}
