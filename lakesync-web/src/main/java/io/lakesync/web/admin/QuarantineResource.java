package io.lakesync.web.admin;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.web.document.Answer;
import io.lakesync.web.document.Document;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Deltas that were refused but acknowledged, and what administrators decide about them. */
@Path("/v1/admin")
@SecurityRequirement(name = "token")
@RequestScoped
public class QuarantineResource {
    private static final int LISTED_MAX = Administration.KEYS_MAX;

    @EJB
    private Administration administration;

    @Inject
    private Body body;

    @GET
    @Path("quarantine/{gateway}")
    @Operation(summary = "Deltas in quarantine, the oldest first, at most 1,000")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Quarantine")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response list(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var held = Json.createArrayBuilder();
        administration
                .quarantined(requester.caller(), requester.gatewayId(), LISTED_MAX)
                .forEach(entry -> held.add(document(entry)));
        return Answer.json(held.build().toString());
    }

    @POST
    @Path("quarantine/{gateway}/replay")
    @Operation(summary = "Pushes deltas in quarantine anew, judged by the schema and not by write rules")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "QuarantineKeys")))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Replayed")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response replay(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var keys = keys(body.read(in));
        var outcome = administration.replay(requester.caller(), requester.gatewayId(), keys);
        return Answer.json(Json.createObjectBuilder()
                .add("replayed", outcome.replayed())
                .add("refused", outcome.refused())
                .add("gone", outcome.gone())
                .build()
                .toString());
    }

    @POST
    @Path("quarantine/{gateway}/discard")
    @Operation(summary = "Lets go of deltas in quarantine for good")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "QuarantineKeys")))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Discarded")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response discard(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var keys = keys(body.read(in));
        int discarded = administration.discard(requester.caller(), requester.gatewayId(), keys);
        return Answer.json(Json.createObjectBuilder()
                .add("discarded", discarded)
                .add("gone", keys.size() - discarded)
                .build()
                .toString());
    }

    @GET
    @Path("audit/{gateway}")
    @Operation(summary = "What administrators did, the latest first, at most 1,000")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AuditList")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response audit(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var entries = Json.createArrayBuilder();
        administration
                .audit(requester.caller(), requester.gatewayId(), LISTED_MAX)
                .forEach(entry -> entries.add(document(entry)));
        return Answer.json(entries.build().toString());
    }

    private static List<String> keys(byte[] body) {
        var named = Document.parse(body).get("keys");
        if (named instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            return array.getValuesAs(JsonString::getString).stream().distinct().toList();
        }
        throw new SyncException(VALIDATION_ERROR, "keys must be a list of keys of deltas in quarantine");
    }

    /** Without the values of the columns: an administrator of a gateway need not see its data. */
    private static JsonObjectBuilder document(Quarantined entry) {
        var columns = Json.createArrayBuilder();
        entry.delta().columns().forEach(column -> columns.add(column.column()));
        return Json.createObjectBuilder()
                .add("key", entry.key())
                .add("op", entry.delta().op().name())
                .add("table", entry.delta().row().table())
                .add("rowId", entry.delta().row().rowId())
                .add("clientId", entry.delta().clientId())
                .add("hlc", entry.delta().hlc().toString())
                .add("columns", columns)
                .add("reason", entry.reason().name())
                .add("message", entry.message())
                .add("since", entry.since().toString());
    }

    private static JsonObjectBuilder document(AuditEntry entry) {
        return Json.createObjectBuilder()
                .add("stamp", String.valueOf(entry.stamp()))
                .add("operation", entry.operation().name())
                .add("operator", entry.operator())
                .add("subject", entry.subject())
                .add("at", entry.at().toString());
    }
}
