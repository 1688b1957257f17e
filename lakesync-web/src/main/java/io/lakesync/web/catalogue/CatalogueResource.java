package io.lakesync.web.catalogue;

import io.lakesync.web.document.Answer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Documents that need no token. */
@Path("/v1")
public class CatalogueResource {
    /** Written beside this class by the build, from the resources of this module. */
    private static final String OPENAPI = "openapi.json";

    /** This API, as OpenAPI. */
    @GET
    @Path("openapi.json")
    public Response openapi() throws IOException {
        try (var in = CatalogueResource.class.getResourceAsStream(OPENAPI)) {
            return Answer.json(in.readAllBytes());
        }
    }

    /** The kinds of connectors that can be registered. */
    @GET
    @Path("connectors/types")
    public Response connectorTypes() {
        return Answer.json("[]");
    }
}
