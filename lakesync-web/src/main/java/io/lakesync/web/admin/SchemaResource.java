package io.lakesync.web.admin;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.RegisteredTable;
import io.lakesync.web.document.Answer;
import io.lakesync.web.document.Document;
import io.lakesync.web.failure.Problem;
import io.lakesync.web.limit.Body;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The tables of one gateway and what existing clients know of them. */
@Path("/v1/admin/schema/{gateway}")
@SecurityRequirement(name = "token")
@RequestScoped
public class SchemaResource {
    private static final int SCHEMA_REFUSED = 400;

    @EJB
    private Administration administration;

    @Inject
    private Body body;

    @GET
    @Operation(summary = "The gateway's tables with their versions")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "TableList")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response list(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var tables = Json.createArrayBuilder();
        administration.tables(requester.caller(), requester.gatewayId()).forEach(table -> tables.add(document(table)));
        return Answer.json(tables.build().toString());
    }

    @POST
    @Operation(summary = "Registers a table, or adds columns to it")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "TableSchema")))
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response save(@Context SecurityContext security, InputStream in) {
        return saved(Requester.of(security.getUserPrincipal()), requester -> {
            var schema = SchemaCodec.read(body.read(in));
            administration.saveSchema(requester.caller(), requester.gatewayId(), schema);
        });
    }

    @PUT
    @Path("base")
    @Operation(summary = "Lets existing clients be sent the columns of a later version of a table")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "BaseVersion")))
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response raiseBase(@Context SecurityContext security, InputStream in) {
        return saved(Requester.of(security.getUserPrincipal()), requester -> {
            var wanted = Document.parse(body.read(in));
            administration.raiseBase(requester.caller(), requester.gatewayId(), table(wanted), version(wanted));
        });
    }

    /** Here the schema is the request itself, so its faults are the caller's syntax: 400, not 422 as in a push. */
    private static Response saved(Requester requester, Consumer<Requester> change) {
        try {
            change.accept(requester);
            return Answer.json("{\"saved\":true}");
        } catch (SyncException e) {
            if (e.failure() != SyncFailure.SCHEMA_ERROR) {
                throw e;
            }
            return new Problem(SCHEMA_REFUSED, e).response(requester.requestId().value());
        }
    }

    private static JsonObjectBuilder document(RegisteredTable table) {
        var columns = Json.createArrayBuilder();
        table.schema()
                .columns()
                .forEach(column -> columns.add(Json.createObjectBuilder()
                        .add("name", column.name().name())
                        .add("type", column.type().word())));
        return Json.createObjectBuilder()
                .add("table", table.name())
                .add("columns", columns)
                .add("versions", Json.createArrayBuilder(table.versions()))
                .add("base", table.base());
    }

    private static String table(JsonObject wanted) {
        if (wanted.get("table") instanceof JsonString text) {
            return text.getString();
        }
        throw new SyncException(VALIDATION_ERROR, "table must be the name of a registered table");
    }

    private static long version(JsonObject wanted) {
        if (wanted.get("version") instanceof JsonNumber number && number.isIntegral()) {
            return number.longValue();
        }
        throw new SyncException(VALIDATION_ERROR, "version must be a whole number");
    }
}
