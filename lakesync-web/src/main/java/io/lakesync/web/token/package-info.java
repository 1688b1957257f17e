/** Who asks: turns a token into a {@link io.lakesync.api.gateway.Caller}, or refuses it. The only place that trusts a token. */
package io.lakesync.web.token;
