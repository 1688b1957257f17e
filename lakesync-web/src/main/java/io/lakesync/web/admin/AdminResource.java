package io.lakesync.web.admin;

import io.lakesync.api.codec.RulesCodec;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.SavedRules;
import io.lakesync.web.document.Answer;
import io.lakesync.web.document.Document;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** Rules and flushes of one gateway. */
@Path("/v1/admin")
@SecurityRequirement(name = "token")
@RequestScoped
public class AdminResource {
    private static final String WARNING =
            "these rules show tables that the rules before did not name: %s. An existing client"
                    + " stops for good at a table that its local database lacks; see docs/sync-rules.md";

    @EJB
    private Administration administration;

    @Inject
    private Body body;

    @POST
    @Path("flush/{gateway}")
    @Operation(summary = "Returns when every destination has what the log holds now")
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response flush(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        administration.flush(requester.caller(), requester.gatewayId());
        return Answer.json("{\"flushed\":true}");
    }

    @POST
    @Path("sync-rules/{gateway}")
    @Operation(summary = "Puts rules into force")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "SyncRules")))
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response saveRules(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var document = body.read(in);
        var rules = RulesCodec.read(document);
        var saved = administration.saveRules(requester.caller(), requester.gatewayId(), rules, Document.text(document));
        return Answer.json(saved(saved).toString());
    }

    /** Whether clients know a table, nobody can tell but the administrator. */
    private static JsonObject saved(SavedRules saved) {
        var answer = Json.createObjectBuilder().add("saved", true);
        if (!saved.tablesAdded().isEmpty()) {
            answer.add(
                    "warnings",
                    Json.createArrayBuilder().add(WARNING.formatted(String.join(", ", saved.tablesAdded()))));
        }
        return answer.build();
    }
}
