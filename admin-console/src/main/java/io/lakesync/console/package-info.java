/** The edge for operators: {@code login} says who asks, {@code gateway} shows how the gateways stand. */
package io.lakesync.console;
