package io.lakesync.web.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.web.request.Requester;
import io.lakesync.web.trace.RequestId;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncResourceTest {
    @Test
    void a_push_to_a_full_queue_is_refused_before_its_body_is_read() {
        var resource = new SyncResource();
        resource.gateway = only(SyncGateway.class, "requireRoom", gateway -> {
            throw new SyncException(SyncFailure.BACKPRESSURE_ERROR, "too much waits for " + gateway[0]);
        });
        var caller = new Caller("ann", "farm", Set.of("client"), Map.of(), Instant.MAX);
        var requester = new Requester(caller, "farm", Set.of(), new RequestId("r"));
        var security = only(SecurityContext.class, "getUserPrincipal", nothing -> requester);

        assertThatThrownBy(() -> resource.push(security, new Unreadable()))
                .isInstanceOf(SyncException.class)
                .hasMessage("too much waits for " + new GatewayId("farm"));
    }

    /** An object of which one method is called and no other. */
    private static <T> T only(Class<T> type, String method, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            if (!called.getName().equals(method)) {
                throw new AssertionError(called + " was called");
            }
            return call.with(given);
        }));
    }

    private interface Call {
        Object with(Object[] given);
    }

    private static final class Unreadable extends InputStream {
        @Override
        public int read() {
            throw new AssertionError("the body was read");
        }
    }
}
