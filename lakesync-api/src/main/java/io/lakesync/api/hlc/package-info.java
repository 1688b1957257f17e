/** Hybrid logical time: 48 bits of wall milliseconds, 16 bits of counter. */
package io.lakesync.api.hlc;
