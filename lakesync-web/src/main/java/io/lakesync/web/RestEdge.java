package io.lakesync.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Every route hangs below the context root. */
@ApplicationPath("/")
public class RestEdge extends Application {}
