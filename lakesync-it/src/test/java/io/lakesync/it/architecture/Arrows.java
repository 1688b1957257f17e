package io.lakesync.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. Each rule says how to mend what breaks it. */
final class Arrows {
    private static final String API = "io.lakesync.api..";
    private static final String ENGINE = "io.lakesync.engine..";
    private static final String SERVER = "io.lakesync.server..";
    private static final String ADAPTER = "io.lakesync.adapter..";
    private static final String WEB = "io.lakesync.web..";
    private static final String CONSOLE = "io.lakesync.console..";
    private static final String CLIENT = "io.lakesync.client..";

    static final ArchRule THE_VOCABULARY_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, SERVER, ADAPTER, WEB, CONSOLE, CLIENT)
            .because("everybody compiles against the api: move what it needs into it");

    static final ArchRule THE_ENGINE_KNOWS_THE_VOCABULARY_ONLY = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER, ADAPTER, WEB, CONSOLE, CLIENT)
            .because("decisions are pure: hand them what they need as arguments");

    static final ArchRule EDGES_KNOW_THE_VOCABULARY_ONLY = noClasses()
            .that()
            .resideInAnyPackage(WEB, CONSOLE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, SERVER, ADAPTER, CLIENT)
            .because("an edge reaches the server through SyncGateway and Administration");

    static final ArchRule NOBODY_KNOWS_THE_SERVER = noClasses()
            .that()
            .resideInAnyPackage(ADAPTER, WEB, CONSOLE, CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER)
            .because("the server is behind the interfaces of the api");

    static final ArchRule THE_API_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "javax.sql..", "java.sql..", "org.eclipse..")
            .because("clients and tools use it without a container");

    static final ArchRule ONLY_CODECS_KNOW_FORMATS = noClasses()
            .that()
            .resideInAPackage("io.lakesync.api..")
            .and()
            .resideOutsideOfPackage("io.lakesync.api.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "com.google.protobuf..")
            .because("the vocabulary has no format; put reading and writing into api.codec");

    static final ArchRule THE_ENGINE_IS_PURE = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..", "java.sql..", "javax.sql..", "java.net..", "java.nio.file..", "java.util.logging..")
            .because("a decision does no I/O: let the server do it");

    static final ArchRule NOBODY_CALLS_WHAT_FOLLOWS_THE_LOG = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .and()
            .resideOutsideOfPackages("io.lakesync.server.materialise..", "io.lakesync.server.flush..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lakesync.server.materialise..", "io.lakesync.server.flush..")
            .because("a destination is reached by following the log, not by a call");

    static final ArchRule ONLY_THE_DOOR_KNOWS_BROADCAST = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .and()
            .resideOutsideOfPackages("io.lakesync.server.broadcast..", "io.lakesync.server.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lakesync.server.broadcast..")
            .because("push does not know that anybody listens: it fires an event");

    static final ArchRule PUSH_AND_PULL_ARE_REACHED_THROUGH_THE_DOOR = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .and()
            .resideOutsideOfPackages(
                    "io.lakesync.server.push..", "io.lakesync.server.pull..", "io.lakesync.server.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lakesync.server.push..", "io.lakesync.server.pull..")
            .because("what enters and leaves goes through the gateway");

    static final ArchRule THE_LOG_KNOWS_NO_STAGE = noClasses()
            .that()
            .resideInAPackage("io.lakesync.server.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakesync.server.push..",
                    "io.lakesync.server.pull..",
                    "io.lakesync.server.gateway..",
                    "io.lakesync.server.broadcast..",
                    "io.lakesync.server.follower..",
                    "io.lakesync.server.wakeup..",
                    "io.lakesync.server.materialise..")
            .because("a backward arrow is an event fired after commit");

    static final ArchRule STAGES_HAVE_NO_CYCLES = slices().matching("io.lakesync.server.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a delta travels one way");

    private Arrows() {}
}
