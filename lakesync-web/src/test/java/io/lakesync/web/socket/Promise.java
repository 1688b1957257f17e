package io.lakesync.web.socket;

/**
 * A message that is being sent.
 *
 * @param isDone whether it was on its way at once
 * @param await whether it ever will be
 */
record Promise(boolean isDone, boolean await) implements Peer.Sending {}
