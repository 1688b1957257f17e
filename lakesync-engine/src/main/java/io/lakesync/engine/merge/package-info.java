/** Last write wins, per column: a row state is a join of registers, so order and number of arrivals never matter. */
package io.lakesync.engine.merge;
