package io.lakesync.web.admin;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Destinations;
import io.lakesync.api.gateway.WebhookNote;
import io.lakesync.api.settings.Secret;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Webhooks of one gateway. */
@Path("/v1/admin/webhooks/{gateway}")
@SecurityRequirement(name = "token")
@RequestScoped
public class WebhookResource {
    @EJB
    private Destinations destinations;

    @Inject
    private Body body;

    @GET
    @Operation(summary = "The webhooks of the gateway, without their secrets")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Webhooks")))
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response list(@Context SecurityContext security) {
        var requester = Requester.of(security.getUserPrincipal());
        var webhooks = Json.createArrayBuilder();
        destinations
                .webhooks(requester.caller(), requester.gatewayId())
                .forEach(webhook -> webhooks.add(document(webhook)));
        return Answer.json(webhooks.build().toString());
    }

    @PUT
    @Path("{name}")
    @Operation(
            summary = "Posts every delta of the gateway to an address, from the beginning of its log or where it was")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Webhook")))
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response save(@Context SecurityContext security, @PathParam("name") String name, InputStream in) {
        var requester = Requester.of(security.getUserPrincipal());
        var wanted = Document.parse(body.read(in));
        destinations.saveWebhook(
                requester.caller(),
                requester.gatewayId(),
                name,
                address(text(wanted, "url")),
                new Secret(text(wanted, "secret")));
        return Answer.json("{\"saved\":true}");
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Ends a webhook")
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response delete(@Context SecurityContext security, @PathParam("name") String name) {
        var requester = Requester.of(security.getUserPrincipal());
        destinations.deleteWebhook(requester.caller(), requester.gatewayId(), name);
        return Answer.json("{\"deleted\":true}");
    }

    private static JsonObjectBuilder document(WebhookNote webhook) {
        return Json.createObjectBuilder()
                .add("name", webhook.name())
                .add("url", webhook.url().toString())
                .add("savedBy", webhook.savedBy())
                .add("savedAt", webhook.savedAt().toString());
    }

    private static String text(JsonObject document, String name) {
        if (document.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw new SyncException(VALIDATION_ERROR, "%s must be a string".formatted(name));
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new SyncException(VALIDATION_ERROR, "url must be an address", e);
        }
    }
}
