package io.lakesync.web.status;

import io.lakesync.api.gateway.Administration;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says whether requests should be sent here. */
@Path("/ready")
@RequestScoped
public class ReadyResource {
    private static final Logger LOG = Logger.getLogger(ReadyResource.class.getName());

    @EJB
    private Administration administration;

    @GET
    public Response ready() {
        var reason = reason();
        var status = Json.createObjectBuilder().add("status", reason.isEmpty() ? "ready" : "not_ready");
        reason.ifPresent(text -> status.add("reason", text));
        return Response.status(reason.isEmpty() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(status.build().toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private Optional<String> reason() {
        try {
            return administration.notReady();
        } catch (EJBException e) {
            LOG.log(Level.FINE, "not ready", e);
            return Optional.of("starting or stopping");
        }
    }
}
