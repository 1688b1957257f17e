package io.lakesync.it.server;

/** Turns the distribution's domain into one that opens two ports, both on the loopback address. */
final class DomainXml {

    private String text;

    private DomainXml(String text) {
        this.text = text;
    }

    static String of(String distributed, Ports ports) {
        var xml = new DomainXml(distributed);
        xml.replace("port=\"8080\"", "port=\"%d\" address=\"127.0.0.1\"".formatted(ports.http()));
        xml.replace("port=\"4848\"", "port=\"%d\" address=\"127.0.0.1\"".formatted(ports.admin()));
        xml.replace("port=\"8181\"", "port=\"%d\" enabled=\"false\"".formatted(ports.spare()));
        xml.replace("<jmx-connector ", "<jmx-connector enabled=\"false\" ");
        xml.replace(
                "<iiop-listener address=\"0.0.0.0\" port=\"3700\"", "<iiop-listener enabled=\"false\" port=\"3700\"");
        xml.replace("address=\"0.0.0.0\" port=\"3820\"", "enabled=\"false\" port=\"3820\"");
        xml.replace("address=\"0.0.0.0\" port=\"3920\"", "enabled=\"false\" port=\"3920\"");
        // As the README advises: the application refuses TRACE in its own words.
        xml.replace(
                "<http default-virtual-server=\"server\"",
                "<http trace-enabled=\"true\" default-virtual-server=\"server\"");
        // The application answers /health and /metrics itself; the server's own endpoints would hide them.
        xml.replace("<microprofile-metrics-configuration>", "<microprofile-metrics-configuration enabled=\"false\">");
        xml.replace(
                "<hazelcast-config-specific-configuration>",
                """
                <microprofile-healthcheck-configuration enabled="false"></microprofile-healthcheck-configuration>
                <jms-service type="DISABLED" default-jms-host="default_JMS_host">
                  <jms-host name="default_JMS_host" host="localhost" port="%d" lazy-init="true"></jms-host>
                </jms-service>
                <hazelcast-config-specific-configuration enabled="false">"""
                        .formatted(ports.unused()));
        return xml.text;
    }

    /** The first only: the configuration of the server itself stands before the template for others. */
    private void replace(String old, String wanted) {
        var start = text.indexOf(old);
        if (start < 0) throw new IllegalStateException("the distribution's domain.xml has no " + old);
        text = text.substring(0, start) + wanted + text.substring(start + old.length());
    }
}
