package io.lakesync.web.sync;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.failure.Problem;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import io.lakesync.web.settings.Edge;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Push and pull. */
@Path("/v1/sync/{gateway}")
@SecurityRequirement(name = "token")
@RequestScoped
public class SyncResource {
    @EJB
    SyncGateway gateway;

    @Inject
    private Body body;

    @Inject
    @Edge
    private Settings settings;

    @POST
    @Path("push")
    @Operation(summary = "Merges deltas; answers when they are durable")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Push")))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PushResult")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response push(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        gateway.requireRoom(requester.gatewayId());
        var push = JsonCodec.readPush(requester.gatewayId(), requester.capabilities(), body.read(in));
        var result = gateway.push(requester.caller(), push);
        return answer(JsonCodec.writePushResult(result), result.rulesVersion());
    }

    @GET
    @Path("pull")
    @Operation(summary = "The next page of what the caller may see")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Page")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response pull(
            @Context SecurityContext security,
            @QueryParam("since") String since,
            @QueryParam("clientId") String clientId,
            @QueryParam("limit") String limit,
            @QueryParam("source") String source) {
        var requester = Requester.of(security.getUserPrincipal());
        var request = new PullParameters(since, clientId, limit, source).request(requester, settings.http());
        var page = gateway.pull(requester.caller(), request);
        return answer(JsonCodec.writePage(page), page.rulesVersion());
    }

    private static Response answer(byte[] json, long rulesVersion) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header(Problem.RULES_VERSION, rulesVersion)
                .build();
    }
}
