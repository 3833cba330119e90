package io.vedette.notifications.push;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Whoever keeps devices says where they are reached. */
public interface AddressBook {
    /** Of those that may be reached at all. */
    Mono<Map<UUID, Address>> find(Collection<UUID> devices);

    /** It leads nowhere any more. Another that has come in its place stays. */
    Mono<Void> forget(Address address);
}
