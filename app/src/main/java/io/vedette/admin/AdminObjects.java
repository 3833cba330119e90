package io.vedette.admin;

import static io.vedette.platform.failure.CommonProblem.INVALID_PARAMETER;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import io.vedette.storage.ObjectNames;
import io.vedette.storage.ObjectStore;
import io.vedette.storage.SignedUrl;
import io.vedette.storage.SignedUrls;
import io.vedette.storage.StoredObject;
import io.vedette.videos.VideoRemoval;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All objects of the store, whoever's they are, and those that the operator brings. */
@Component
final class AdminObjects {
    private static final String SPACE = "admin/";
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-";

    private final ObjectStore store;
    private final SignedUrls urls;
    private final VideoRemoval videos;
    private final Ids ids;

    AdminObjects(ObjectStore store, SignedUrls urls, VideoRemoval videos, Ids ids) {
        this.store = store;
        this.urls = urls;
        this.videos = videos;
        this.ids = ids;
    }

    Mono<Made<AdminUpload>> announce(AnnounceObject wanted) {
        String prefix = ObjectNames.prefix(Objects.requireNonNullElse(wanted.prefix(), ""));
        String key = SPACE + prefix + ObjectNames.named(ids.next(), wanted.fileName());
        return store.ready()
                .then(sign(key, wanted))
                .map(url -> new Made.Created<>(AdminUpload.of(key, store.bucket(), url)));
    }

    /** The key is as it was when it was announced. */
    Mono<SignedUrl> sign(String key, AnnounceObject wanted) {
        return Mono.fromSupplier(() -> urls.upload(key, wanted.contentType(), null));
    }

    Mono<Page<AdminObject>> list(ListObjects wanted, PageRequest page) {
        String prefix = Objects.requireNonNullElse(wanted.prefix(), "");
        if (!ObjectNames.isBeginning(prefix)) {
            return Mono.error(new FailureException(new Failure.Invalid(
                    INVALID_PARAMETER, List.of(new FieldError("prefix", "must be what a key can begin with")))));
        }
        Cursor after = page.after();
        return new ObjectSearch(prefix, Objects.requireNonNullElse(wanted.search(), ""), page.limit())
                .in(store, after == null ? null : after.text(0))
                .map(found -> new Page<>(
                        found.objects().stream().map(this::shown).toList(),
                        found.after() == null ? null : Cursor.after(found.after())));
    }

    /** First the object: while the store is away, nothing is gone. A row whose object went before goes now. */
    Mono<Void> remove(String key) {
        if (!ObjectNames.isKey(key)) {
            return noObject(key);
        }
        return store.find(key)
                .flatMap(_ -> store.delete(key).thenReturn(true))
                .switchIfEmpty(store.ready().thenReturn(false))
                .flatMap(found -> videos.forget(key).map(known -> known || found))
                .flatMap(gone -> gone ? Mono.empty() : noObject(key));
    }

    private AdminObject shown(StoredObject object) {
        String name = object.key().substring(object.key().lastIndexOf('/') + 1).replaceFirst(ID, "");
        return AdminObject.of(
                object, urls.download(object.key(), name, object.contentType()).url());
    }

    private static <T> Mono<T> noObject(String key) {
        return Mono.error(() -> NOT_FOUND.because("There is no object %s", key));
    }
}
