package io.lakesync.web.admin;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.web.document.Answer;
import io.lakesync.web.document.Document;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The gateways themselves. */
@Path("/v1/admin")
@SecurityRequirement(name = "token")
@RequestScoped
public class GatewayResource {
    @EJB
    private Administration administration;

    @Inject
    private Body body;

    @PUT
    @Path("gateways/{gateway}")
    @Operation(summary = "Creates the gateway, or changes its mode")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "GatewayMode")))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "GatewayStatus")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response save(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var mode = mode(body.read(in));
        var status = administration.save(requester.caller(), requester.gatewayId(), mode);
        return Answer.json(StatusDocument.of(status).build().toString());
    }

    @GET
    @Path("gateways")
    @Operation(summary = "The gateways that the caller administers")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "GatewayList")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response list(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var gateways = Json.createArrayBuilder();
        administration.list(requester.caller()).forEach(status -> gateways.add(StatusDocument.of(status)));
        return Answer.json(gateways.build().toString());
    }

    @GET
    @Path("metrics/{gateway}")
    @Operation(summary = "Sizes of the gateway's log and of this process")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "LogSize")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response size(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var size = administration.size(requester.caller(), requester.gatewayId());
        return Answer.json(Json.createObjectBuilder()
                .add("logSize", size.entries())
                .add("indexSize", size.rows())
                .add("byteSize", size.bytes())
                .add("process", ProcessMemory.now().document())
                .build()
                .toString());
    }

    private static GatewayMode mode(byte[] body) {
        var word = Document.parse(body).get("mode") instanceof JsonString text ? text.getString() : "";
        return Arrays.stream(GatewayMode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new SyncException(VALIDATION_ERROR, "mode must be \"rules\" or \"open\""));
    }
}
