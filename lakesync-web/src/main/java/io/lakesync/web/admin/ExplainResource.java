package io.lakesync.web.admin;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Administration;
import io.lakesync.web.document.Answer;
import io.lakesync.web.document.Document;
import io.lakesync.web.request.Query;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Why somebody sees a row or not, and where its values come from. */
@Path("/v1/admin")
@SecurityRequirement(name = "token")
@RequestScoped
public class ExplainResource {
    @EJB
    private Administration administration;

    @GET
    @Path("explain/{gateway}")
    @Operation(
            summary = "Which bucket and filter decide for one row and one set of claims, and which deltas made the row")
    @Parameter(name = "table", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "rowId", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "claims",
            in = ParameterIn.QUERY,
            description = "a JSON object: each claim with a string or an array of strings; absent: no claims",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "RowExplanation")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response explain(@Context SecurityContext security, @Context UriInfo uri) {
        var requester = Requester.of(security.getUserPrincipal());
        var query = Query.parse(uri.getRequestUri().getRawQuery());
        var row = new RowKey(required(query, "table"), required(query, "rowId"));
        var claims = claims(query.find("claims").orElse("{}"));
        var told = administration.explain(requester.caller(), requester.gatewayId(), row, claims);
        return Answer.json(ExplanationDocument.of(told).toString());
    }

    private static String required(Query query, String name) {
        return query.find(name)
                .orElseThrow(() -> new SyncException(VALIDATION_ERROR, "Missing required query param: " + name));
    }

    /** As a token's claims: text or a list of texts. */
    private static Map<String, List<String>> claims(String json) {
        var claims = new HashMap<String, List<String>>();
        Document.parse(json.getBytes(StandardCharsets.UTF_8))
                .forEach((name, value) -> claims.put(name, texts(name, value)));
        return claims;
    }

    private static List<String> texts(String name, JsonValue value) {
        var values = value instanceof JsonArray list ? list.stream() : Stream.of(value);
        return values.map(one -> {
                    if (one instanceof JsonString text) {
                        return text.getString();
                    }
                    throw new SyncException(
                            VALIDATION_ERROR, "claim %s must be a string or an array of strings".formatted(name));
                })
                .toList();
    }
}
