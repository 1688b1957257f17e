package io.lakesync.server.webhook;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.WebhookNote;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The webhooks of all gateways, in the control database; their secrets only closed up in boxes. */
record WebhookTable(Connection connection, SecretBox box) {
    private static final String LIST = "SELECT gateway, name, url, secret FROM lakesync.webhook ORDER BY gateway, name";
    private static final String SHOW =
            "SELECT name, url, saved_by, saved_at FROM lakesync.webhook WHERE gateway = ? ORDER BY name";
    private static final String DELETE = "DELETE FROM lakesync.webhook WHERE gateway = ? AND name = ?";
    private static final String INSERT =
            """
            INSERT INTO lakesync.webhook (gateway, name, url, secret, saved_by, saved_at)
            VALUES (?, ?, ?, ?, ?, ?)""";

    List<Webhook> list() throws SQLException {
        var webhooks = new ArrayList<Webhook>();
        try (var list = connection.prepareStatement(LIST);
                var found = list.executeQuery()) {
            while (found.next()) {
                var gateway = new GatewayId(found.getString(1));
                var name = found.getString(2);
                var secret = box.open(found.getBytes(4), place(gateway, name));
                webhooks.add(new Webhook(gateway, name, URI.create(found.getString(3)), secret));
            }
        }
        return webhooks;
    }

    List<WebhookNote> show(GatewayId gateway) throws SQLException {
        var notes = new ArrayList<WebhookNote>();
        try (var show = connection.prepareStatement(SHOW)) {
            show.setString(1, gateway.value());
            try (var found = show.executeQuery()) {
                while (found.next()) {
                    var at = found.getObject(4, OffsetDateTime.class).toInstant();
                    notes.add(new WebhookNote(
                            found.getString(1), URI.create(found.getString(2)), found.getString(3), at));
                }
            }
        }
        return notes;
    }

    /** Makes it, or puts it in the place of one of that name. */
    void save(Webhook webhook, String savedBy, Instant now) throws SQLException {
        delete(webhook.gateway(), webhook.name());
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, webhook.gateway().value());
            insert.setString(2, webhook.name());
            insert.setString(3, webhook.url().toString());
            insert.setBytes(4, box.close(webhook.secret(), place(webhook.gateway(), webhook.name())));
            insert.setString(5, savedBy);
            insert.setObject(6, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** @return false when there is none of that name */
    boolean delete(GatewayId gateway, String name) throws SQLException {
        try (var delete = connection.prepareStatement(DELETE)) {
            delete.setString(1, gateway.value());
            delete.setString(2, name);
            return delete.executeUpdate() > 0;
        }
    }

    private static String place(GatewayId gateway, String name) {
        return "%s %s".formatted(gateway, name);
    }
}
