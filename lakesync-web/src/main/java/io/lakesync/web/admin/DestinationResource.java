package io.lakesync.web.admin;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.DeadLetter;
import io.lakesync.api.gateway.Destinations;
import io.lakesync.web.document.Answer;
import io.lakesync.web.document.Document;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** What destinations refused. */
@Path("/v1/admin")
@SecurityRequirement(name = "token")
@RequestScoped
public class DestinationResource {
    private static final int LETTERS_MAX = 1_000;

    @EJB
    private Destinations destinations;

    @Inject
    private Body body;

    @GET
    @Path("dead-letters/{gateway}")
    @Operation(summary = "Entries that destinations refused for what they hold, oldest first, at most 1,000")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "DeadLetters")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response deadLetters(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var letters = Json.createArrayBuilder();
        destinations
                .deadLetters(requester.caller(), requester.gatewayId(), LETTERS_MAX)
                .forEach(letter -> letters.add(document(letter)));
        return Answer.json(letters.build().toString());
    }

    @POST
    @Path("dead-letters/{gateway}/replay")
    @Operation(summary = "Has a dead letter tried again soon; refused again, it stays one")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Replay")))
    @APIResponse(responseCode = "200", description = "It will be tried again")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response replay(@Context SecurityContext security, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var wanted = Document.parse(body.read(in));
        destinations.replay(
                requester.caller(), requester.gatewayId(), text(wanted, "follower"), stamp(text(wanted, "stamp")));
        return Answer.json("{\"wanted\":true}");
    }

    private static JsonObjectBuilder document(DeadLetter letter) {
        return Json.createObjectBuilder()
                .add("follower", letter.follower())
                .add("stamp", letter.stamp().toString())
                .add("table", letter.row().table())
                .add("rowId", letter.row().rowId())
                .add("reason", letter.reason())
                .add("since", letter.since().toString())
                .add("wanted", letter.isWanted());
    }

    private static String text(JsonObject document, String name) {
        if (document.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw new SyncException(VALIDATION_ERROR, "%s must be a string".formatted(name));
    }

    private static Cursor stamp(String decimal) {
        try {
            return Cursor.parse(decimal);
        } catch (NumberFormatException e) {
            throw new SyncException(VALIDATION_ERROR, "stamp must be a decimal number", e);
        }
    }
}
