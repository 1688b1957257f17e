package io.lakesync.it.bench;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Reads a body and answers nothing. */
@Path("nothing")
public class EmptyResource {
    @POST
    public String post(byte[] body) {
        return "";
    }
}
