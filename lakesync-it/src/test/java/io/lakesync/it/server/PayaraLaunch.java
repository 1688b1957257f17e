package io.lakesync.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A domain of its own per server, copied from the distribution's. */
final class PayaraLaunch implements Launch {

    /** The first comes with the deployment of a first start, the second when a deployed application is loaded again. */
    private static final List<String> FAILURES = List.of("Boot Command deploy failed", "[NCLS-CORE-00026]");

    private final Site site;
    private long logged;

    PayaraLaunch(Site site) {
        this.site = site;
    }

    @Override
    public Process start() throws IOException {
        Files.deleteIfExists(pidFile());
        logged = Files.exists(log()) ? Files.size(log()) : 0;
        var words = new ArrayList<>(List.of(
                Built.payara().resolve("bin/asadmin").toString(),
                "--interactive=false",
                "start-domain",
                "--domaindir",
                site.path("domains").toString()));
        if (!Files.exists(domain())) words.addAll(List.of("--postbootcommandfile", firstBoot()));
        words.add("domain1");
        return site.command(site.path("asadmin.log"), words.toArray(String[]::new))
                .start();
    }

    /** A domain remembers what was deployed to it; only the first start deploys. */
    private String firstBoot() throws IOException {
        Built.copy(Built.payara().resolve("glassfish/domains/domain1"), domain());
        var configuration = domain().resolve("config/domain.xml");
        Files.writeString(configuration, DomainXml.of(Files.readString(configuration), site.ports()));
        var commands = site.path("first-boot");
        Files.writeString(commands, "deploy --name lakesync " + Built.ear() + "\n");
        return commands.toString();
    }

    @Override
    public Optional<ProcessHandle> jvm() throws IOException {
        return PidFile.read(pidFile());
    }

    @Override
    public Optional<String> failure() throws IOException {
        if (!Files.exists(log())) return Optional.empty();
        try (var log = Files.newInputStream(log())) {
            log.skipNBytes(logged);
            return new String(log.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> FAILURES.stream().anyMatch(line::contains))
                    .findFirst();
        }
    }

    @Override
    public Path log() {
        return domain().resolve("logs/server.log");
    }

    private Path domain() {
        return site.path("domains/domain1");
    }

    private Path pidFile() {
        return domain().resolve("config/pid");
    }
}
