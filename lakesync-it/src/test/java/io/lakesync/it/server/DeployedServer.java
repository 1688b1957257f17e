package io.lakesync.it.server;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A running server with the EAR, as tests see it from outside. Safe for use by several threads. */
public record DeployedServer(
        ServerKind kind, URI baseUri, String secret, String adminPassword, DatabaseAccess database, Path log) {

    /** An absolute address below the context root; {@code path} begins with a slash. */
    public URI uri(String path) {
        return URI.create(baseUri + path);
    }

    /** The same for WebSockets. */
    public URI webSocketUri(String path) {
        return URI.create(baseUri.toString().replaceFirst("http", "ws") + path);
    }

    /** The same server for a test that looks into another of its databases. */
    public DeployedServer with(DatabaseAccess other) {
        return new DeployedServer(kind, baseUri, secret, adminPassword, other, log);
    }

    /** A client's token. */
    public String token(String subject, String gateway) {
        return token(subject, gateway, "client");
    }

    public String token(String subject, String gateway, String role) {
        return Tokens.sign(secret, subject, gateway, role);
    }

    /** A token with claims of any kind: the whole payload as JSON. */
    public String signed(String payload) {
        return Tokens.sign(secret, payload);
    }

    public String jdbcUrl() {
        return database.url();
    }

    /** A connection of the test to the server's database, beside the server's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(H2Door.of(database.url()), database.user(), database.password());
    }

    /** Where a database is and who may enter. */
    public record DatabaseAccess(String url, String user, String password) {}
}
