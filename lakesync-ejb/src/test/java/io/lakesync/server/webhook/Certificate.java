package io.lakesync.server.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A host's certificate that it has signed itself, with its key. */
record Certificate(KeyStore store) {
    private static final String PASSWORD = "of no importance";

    /** Made by the platform's own tool: the platform has no other means that it promises to keep. */
    static Certificate of(String host, Path directory) throws IOException, GeneralSecurityException {
        var file = directory.resolve(host + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        host,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        if (made.onExit().join().exitValue() != 0) {
            throw new IOException("no certificate of %s".formatted(host));
        }
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new Certificate(store);
    }

    /** Of the host itself. */
    SSLContext shown() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Of whoever trusts this certificate and no other. */
    SSLContext trusted() throws GeneralSecurityException, IOException {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (var aliases = store.aliases(); aliases.hasMoreElements(); ) {
            var alias = aliases.nextElement();
            trust.setCertificateEntry(alias, store.getCertificate(alias));
        }
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }
}
