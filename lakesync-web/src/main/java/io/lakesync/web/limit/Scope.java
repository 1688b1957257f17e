package io.lakesync.web.limit;

/** Whose limit was reached. */
enum Scope {
    SOCKET("this socket"),
    CLIENT("this client"),
    GATEWAY("this gateway");

    private final String who;

    Scope(String who) {
        this.who = who;
    }

    String who() {
        return who;
    }
}
