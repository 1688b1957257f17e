package io.lakesync.web.sync;

import io.lakesync.api.hlc.Hlc;
import io.lakesync.web.document.Answer;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import io.lakesync.web.settings.Edge;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Commands to outside systems. No connector offers any yet, so each one is answered as not supported. */
@Path("/v1/sync/{gateway}")
@SecurityRequirement(name = "token")
@RequestScoped
public class ActionResource {
    @Inject
    private Body body;

    @Inject
    @Edge
    private InstantSource clock;

    @POST
    @Path("action")
    @Operation(summary = "Runs actions; answers each by its id")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "ActionPush")))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "ActionResults")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response run(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var actions = ActionPush.parse(body.read(in));
        actions.requireFrom(requester.caller());
        return Answer.json(actions.notSupported(Hlc.of(clock.millis(), 0)));
    }

    @GET
    @Path("actions")
    @Operation(summary = "What may be asked of which connector")
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response list() {
        return Answer.json("{\"connectors\":{}}");
    }
}
