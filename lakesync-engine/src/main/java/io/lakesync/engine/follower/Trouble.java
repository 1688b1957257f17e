package io.lakesync.engine.follower;

/** Why a batch was not carried. */
public enum Trouble {
    /** The destination takes none of the batch because of what it holds. */
    CONTENT,
    /** It cannot be reached, or refuses for another reason: the same batch may be taken later. */
    DOWN,
    /** The connection died in the commit: the batch is there as a whole or not at all, and the cursor there tells which. */
    UNKNOWN
}
