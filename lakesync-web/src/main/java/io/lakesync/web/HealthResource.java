package io.lakesync.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Says that the edge is up, nothing more. */
@Path("/health")
public class HealthResource {

    @GET
    @Produces("application/json")
    public String health() {
        return "{\"status\":\"ok\"}";
    }
}
