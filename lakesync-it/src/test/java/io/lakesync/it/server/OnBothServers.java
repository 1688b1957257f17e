package io.lakesync.it.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run once per server and database, with a {@link DeployedServer} as parameter. The servers are shared
 * by all tests of the run: use gateway names of your own, and leave the server as it is.
 * {@code -Dlakesync.it.servers=wildfly} runs on one of them only.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ServersExtension.class)
public @interface OnBothServers {
    Database[] databases() default Database.H2;
}
