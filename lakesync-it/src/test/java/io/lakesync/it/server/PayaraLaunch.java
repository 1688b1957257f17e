package io.lakesync.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A domain of its own per server, copied from the distribution's. */
record PayaraLaunch(Site site) implements Launch {

    @Override
    public void start() throws IOException {
        Files.deleteIfExists(pidFile());
        var words = new ArrayList<>(List.of(
                Built.payara().resolve("bin/asadmin").toString(),
                "--interactive=false",
                "start-domain",
                "--domaindir",
                site.path("domains").toString()));
        if (!Files.exists(domain())) words.addAll(List.of("--postbootcommandfile", firstBoot()));
        words.add("domain1");
        site.command(site.path("asadmin.log"), words.toArray(String[]::new)).start();
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
        return Files.readString(log())
                .lines()
                .filter(line -> line.contains("Boot Command deploy failed"))
                .findFirst();
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
