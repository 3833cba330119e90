package io.vedette.admin;

import io.vedette.storage.ObjectStore;
import io.vedette.storage.ObjectStore.Listing;
import io.vedette.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Goes through the keys of the store in their order. The store itself finds by beginnings only, so all else is looked for
 * among the keys it gives, of which there may be millions: one search looks at so many, and says where to go on.
 */
record ObjectSearch(String prefix, String search, int limit) {
    private static final int MOST_LOOKS = 10;
    private static final int KEYS_A_LOOK = 1_000;

    /** @param after where to go on; none if there is nothing more */
    record Found(List<StoredObject> objects, @Nullable String after) {
        Found {
            objects = List.copyOf(objects);
        }
    }

    ObjectSearch {
        search = search.toLowerCase(Locale.ROOT);
    }

    Mono<Found> in(ObjectStore store, @Nullable String after) {
        return look(store, new Found(List.of(), after), 1);
    }

    private Mono<Found> look(ObjectStore store, Found before, int looks) {
        return store.list(prefix, before.after(), keysALook())
                .map(listing -> with(before, listing))
                .flatMap(found -> found.after() == null || isFull(found.objects()) || looks == MOST_LOOKS
                        ? Mono.just(found)
                        : look(store, found, looks + 1));
    }

    /** Where each key is what is wanted, one more than is given tells whether there is a next page. */
    private int keysALook() {
        return search.isEmpty() ? limit + 1 : KEYS_A_LOOK;
    }

    private Found with(Found before, Listing listing) {
        List<StoredObject> objects = new ArrayList<>(before.objects());
        String last = before.after();
        for (StoredObject object : listing.objects()) {
            if (isFull(objects)) {
                return new Found(objects, last);
            }
            if (object.key().toLowerCase(Locale.ROOT).contains(search)) {
                objects.add(object);
            }
            last = object.key();
        }
        return new Found(objects, listing.goesOn() ? last : null);
    }

    private boolean isFull(List<StoredObject> objects) {
        return objects.size() >= limit;
    }
}
