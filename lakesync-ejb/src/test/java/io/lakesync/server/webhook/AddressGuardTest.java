package io.lakesync.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final URI HOOK = URI.create("https://hooks.example/in");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1"
            })
    void what_is_not_public_is_refused(String address) throws UnknownHostException {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isFalse();
        var guard = new AddressGuard(List.of(), host -> new InetAddress[] {InetAddress.getByName(address)});
        assertThatThrownBy(() -> guard.resolve(HOOK))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("hooks.example")
                .hasMessageNotContaining(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "192.0.2.1", "2606:2800:220:1::1"})
    void what_is_public_is_reached(String address) throws UnknownHostException {
        var guard = new AddressGuard(List.of(), host -> new InetAddress[] {InetAddress.getByName(address)});
        assertThat(guard.resolve(HOOK)).isEqualTo(InetAddress.getByName(address));
    }

    @Test
    void one_address_that_is_not_public_spoils_a_name() {
        var guard = new AddressGuard(List.of(), host ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")});
        assertThatThrownBy(() -> guard.resolve(HOOK)).isInstanceOf(SyncException.class);
    }

    @Test
    void an_allowed_host_is_reached_wherever_it_is() throws UnknownHostException {
        var guard = new AddressGuard(
                List.of("hooks.example"), host -> new InetAddress[] {InetAddress.getByName("10.0.0.1")});
        assertThat(guard.resolve(URI.create("https://HOOKS.example/"))).isEqualTo(InetAddress.getByName("10.0.0.1"));
    }
}
