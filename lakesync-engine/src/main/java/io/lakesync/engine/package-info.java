/** Pure decisions: no I/O, no clock, no container. */
package io.lakesync.engine;
