package io.lakesync.api.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.settings.Secret;
import java.net.URI;
import java.util.List;

/**
 * What an operator may ask about the places that a gateway's log is carried to. Safe for use by many threads. Every method
 * throws {@link SyncException}: FORBIDDEN when the caller is not an administrator of the gateway, NOT_FOUND when there is no
 * such gateway.
 */
public interface Destinations {
    /** What destinations refused, oldest first. */
    List<DeadLetter> deadLetters(Caller caller, GatewayId gateway, int limit);

    /**
     * Has a dead letter tried again soon: a table is written the row as it is then, a history the entry under its own
     * stamp. What is refused again stays a dead letter, with the reason of that time.
     *
     * @throws SyncException NOT_FOUND also when there is no such letter
     */
    void replay(Caller caller, GatewayId gateway, String follower, Cursor stamp);

    /** By name. */
    List<WebhookNote> webhooks(Caller caller, GatewayId gateway);

    /**
     * Has every delta posted to an address, from the beginning of the log; in the place of a webhook of that name, from where
     * that one was.
     *
     * @param secret signs what is posted; nobody is shown it again
     * @throws SyncException VALIDATION_ERROR; ACTION_NOT_SUPPORTED when the server has no key to close up secrets with
     */
    void saveWebhook(Caller caller, GatewayId gateway, String name, URI url, Secret secret);

    /** @throws SyncException NOT_FOUND also when there is no such webhook */
    void deleteWebhook(Caller caller, GatewayId gateway, String name);
}
