/** The command {@code ./run} itself, as people and automation start, signal and kill it. */
package io.lakesync.it.run;
