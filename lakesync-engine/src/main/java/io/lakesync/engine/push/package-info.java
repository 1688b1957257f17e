/** Decides a push: what is refused, what is held in quarantine, what is appended, what the rows become. Pure. */
package io.lakesync.engine.push;
