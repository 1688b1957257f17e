package io.lakesync.server.operator;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The users of the console in transactions of their own. Public because the container wants it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OperatorTransaction {
    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    InstantSource clock;

    public boolean isAnybodyThere() {
        return entities.createQuery("SELECT COUNT(o) FROM OperatorRecord o", Long.class)
                        .getSingleResult()
                > 0;
    }

    public void create(String name, String passwordHash, Set<String> roles) {
        entities.persist(new OperatorRecord(name, passwordHash, roles, clock.instant()));
    }

    /** Counts an attempt; empty when there is no such name or it is locked. */
    public Optional<Known> attempt(String name) {
        return find(name)
                .filter(operator -> operator.attempt(clock.instant()))
                .map(operator -> new Known(operator.passwordHash(), operator.roles()));
    }

    public void succeeded(String name) {
        find(name).ifPresent(OperatorRecord::succeeded);
    }

    private Optional<OperatorRecord> find(String name) {
        return Optional.ofNullable(entities.find(OperatorRecord.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    /** What an attempt is compared with. */
    public record Known(String passwordHash, Set<String> roles) {}
}
