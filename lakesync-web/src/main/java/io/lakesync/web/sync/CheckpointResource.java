package io.lakesync.web.sync;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Checkpoint;
import io.lakesync.api.gateway.Checkpoints;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.web.failure.Problem;
import io.lakesync.web.request.Requester;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Where a new client begins, and an existing one whenever it starts: it asks exactly when it holds no position. */
@Path("/v1/sync/{gateway}")
@SecurityRequirement(name = "token")
@RequestScoped
public class CheckpointResource {
    private static final String TYPE = "application/x-lakesync-checkpoint-stream";
    private static final String HLC = "X-Checkpoint-Hlc";
    private static final int NOT_MODIFIED = 304;

    @EJB
    private Checkpoints checkpoints;

    @EJB
    private SyncGateway gateway;

    @GET
    @Path("checkpoint")
    @Operation(summary = "What the caller may see, as frames of a length (4 bytes, big-endian) and a SyncResponse")
    @APIResponse(
            responseCode = "200",
            description = "Read on with pull from X-Checkpoint-Hlc",
            content = @Content(mediaType = TYPE))
    @APIResponse(responseCode = "304", description = "As the caller has it already")
    @APIResponse(responseCode = "default", ref = "Refusal")
    public Response checkpoint(@Context SecurityContext security, @HeaderParam("If-None-Match") String known) {
        var requester = Requester.of(security.getUserPrincipal());
        gateway.begin(requester.caller(), requester.gatewayId(), requester.capabilities());
        var checkpoint = checkpoints.load(requester.caller(), requester.gatewayId(), requester.capabilities());
        var tag = "\"%s\"".formatted(checkpoint.tag());
        var answer = tag.equals(known)
                ? Response.status(NOT_MODIFIED)
                : Response.ok((StreamingOutput) out -> write(requester, checkpoint, out), TYPE);
        return answer.header("ETag", tag)
                .header(HLC, checkpoint.cursor().toString())
                .header(Problem.RULES_VERSION, checkpoint.rulesVersion())
                .build();
    }

    /** Part by part; one that cannot be read breaks the connection, so that nobody takes the rest for the whole. */
    private void write(Requester requester, Checkpoint checkpoint, OutputStream out) throws IOException {
        var frames = new DataOutputStream(out);
        for (int number = 0; number < checkpoint.parts(); number++) {
            var deltas = part(requester, checkpoint, number);
            if (!deltas.deltas().isEmpty()) {
                var frame = ProtobufCodec.writeResponse(deltas);
                frames.writeInt(frame.length);
                frames.write(frame);
            }
        }
        frames.flush();
    }

    private Page part(Requester requester, Checkpoint checkpoint, int number) throws IOException {
        try {
            var deltas = checkpoints.part(requester.caller(), checkpoint, requester.capabilities(), number);
            return new Page(deltas, checkpoint.cursor(), false, checkpoint.rulesVersion());
        } catch (SyncException e) {
            throw new IOException("the checkpoint ends early", e);
        }
    }
}
