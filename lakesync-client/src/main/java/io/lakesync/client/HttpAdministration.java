package io.lakesync.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Function;

/**
 * What an operator asks of a server over HTTP. Every method throws {@link io.lakesync.api.failure.SyncException}:
 * AUTH_ERROR when the caller is not an administrator. Safe for use by many threads.
 */
public final class HttpAdministration {
    private final Exchange exchange;
    private final Caller caller;

    /** @param tokens yields the caller's token */
    public HttpAdministration(URI server, Caller caller, Function<Caller, String> tokens) {
        this.exchange = new Exchange(server, tokens);
        this.caller = caller;
    }

    /** Creates the gateway, or changes its mode. */
    public void save(GatewayId gateway, GatewayMode mode) {
        var body = "{\"mode\":\"%s\"}".formatted(mode.word());
        exchange.send(caller, exchange.request("/v1/admin/gateways/" + gateway).PUT(BodyPublishers.ofString(body)));
    }

    /** Registers a table, or adds columns to it. */
    public void saveSchema(GatewayId gateway, String document) {
        post("/v1/admin/schema/" + gateway, document);
    }

    /** Lets existing clients be sent the columns of a later version of a table. */
    public void raiseBase(GatewayId gateway, String table, long version) {
        var body = "{\"table\":\"%s\",\"version\":%d}".formatted(table, version);
        var path = "/v1/admin/schema/%s/base".formatted(gateway);
        exchange.send(caller, exchange.request(path).PUT(BodyPublishers.ofString(body)));
    }

    /** Puts rules into force. */
    public void saveRules(GatewayId gateway, String document) {
        post("/v1/admin/sync-rules/" + gateway, document);
    }

    /** Returns when every destination has what the log holds now. */
    public void flush(GatewayId gateway) {
        post("/v1/admin/flush/" + gateway, "");
    }

    /** The gateways that the caller administers, as the JSON text of the answer. */
    public String gateways() {
        return new String(
                exchange.send(caller, exchange.request("/v1/admin/gateways").GET())
                        .body(),
                UTF_8);
    }

    private void post(String path, String body) {
        exchange.send(caller, exchange.request(path).POST(BodyPublishers.ofString(body)));
    }
}
