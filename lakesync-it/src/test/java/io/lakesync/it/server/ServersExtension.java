package io.lakesync.it.server;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Hands the shared servers to tests, and stops them after the last test of the run. */
final class ServersExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var databases = context.getRequiredTestMethod()
                .getAnnotation(OnBothServers.class)
                .databases();
        return ServerKind.wanted().stream()
                .flatMap(kind -> Arrays.stream(databases).map(database -> new OnOneServer(kind, database)));
    }

    /** The one server of this kind over this database, started when it is first wanted. */
    static DeployedServer server(ExtensionContext context, ServerKind kind, Database database) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ServersExtension.class))
                .getOrComputeIfAbsent(
                        new OnOneServer(kind, database), wanted -> SharedServer.start(wanted), SharedServer.class)
                .server();
    }

    private record OnOneServer(ServerKind kind, Database database)
            implements TestTemplateInvocationContext, ParameterResolver {

        @Override
        public String getDisplayName(int invocation) {
            return kind + " on " + database;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this, new ServerComplaints(context -> server(context, kind, database)));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == DeployedServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return server(context, kind, database);
        }
    }

    private record SharedServer(OwnServer own) implements ExtensionContext.Store.CloseableResource {

        static SharedServer start(OnOneServer wanted) {
            return new SharedServer(OwnServer.start(wanted.kind(), wanted.database()));
        }

        DeployedServer server() {
            return own.server();
        }

        @Override
        public void close() {
            own.close();
        }
    }
}
