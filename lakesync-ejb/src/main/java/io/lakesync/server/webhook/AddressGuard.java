package io.lakesync.server.webhook;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Keeps webhooks from reaching into the network that the server stands in. A name is resolved once and what it means is
 * judged; whoever connects uses that address and never asks again.
 *
 * @param allowed hosts that may be reached wherever they are
 */
record AddressGuard(List<String> allowed, Resolver resolver) {
    AddressGuard {
        allowed = List.copyOf(allowed);
    }

    /** Tells the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** @throws SyncException ADAPTER_ERROR when the name is unknown, or any of its addresses is not public */
    InetAddress resolve(URI uri) {
        var host = uri.getHost();
        try {
            var addresses = resolver.resolve(host);
            for (var address : addresses) {
                if (!allowed.contains(host.toLowerCase(Locale.ROOT)) && !isPublic(address)) {
                    throw new SyncException(
                            SyncFailure.ADAPTER_ERROR, "webhooks may not reach the address of %s".formatted(host));
                }
            }
            return addresses[0];
        } catch (UnknownHostException e) {
            throw new SyncException(SyncFailure.ADAPTER_ERROR, "the host %s is unknown".formatted(host), e);
        }
    }

    static boolean isPublic(InetAddress address) {
        boolean isSpecial = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !isSpecial
                && (address instanceof Inet4Address
                        ? isPublic4(address.getAddress())
                        : isPublic6((Inet6Address) address));
    }

    /** Beyond what Java names: this network, carrier-grade NAT, protocol assignments, benchmarks, reserved. */
    private static boolean isPublic4(byte[] a) {
        int first = a[0] & 0xFF;
        int second = a[1] & 0xFF;
        boolean isShared = first == 100 && second >= 64 && second < 128;
        boolean isAssigned = first == 192 && second == 0 && (a[2] & 0xFF) == 0;
        boolean isBenchmark = first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 240 && !isShared && !isAssigned && !isBenchmark;
    }

    /** Only global unicast, and neither a form that carries an IPv4 address nor Teredo: what those mean is another's matter. */
    private static boolean isPublic6(Inet6Address address) {
        var a = address.getAddress();
        int first = (a[0] & 0xFF) << 8 | a[1] & 0xFF;
        int second = (a[2] & 0xFF) << 8 | a[3] & 0xFF;
        boolean isSixToFour = first == 0x2002;
        boolean isTeredo = first == 0x2001 && second == 0;
        return (first & 0xE000) == 0x2000 && !isSixToFour && !isTeredo;
    }
}
