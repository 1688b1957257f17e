package io.lakesync.server.follower;

import java.util.List;

/** Knows which followers there should be. */
public interface FollowerSource {
    /** All followers of this kind at present; asked again and again, so it is cheap and returns the same instances. */
    List<Follower<?>> present();
}
