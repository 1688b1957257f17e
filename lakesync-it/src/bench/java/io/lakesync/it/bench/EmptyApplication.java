package io.lakesync.it.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the empty resource is. */
@ApplicationPath("rest")
public class EmptyApplication extends Application {}
