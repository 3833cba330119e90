package io.vedette.platform.operation;

import io.vedette.platform.failure.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which page is asked for, and writes the one that was found. */
@Component
final class Pages {
    /** A list as it goes over the wire. */
    record Written(List<?> items, @Nullable String nextCursor) {}

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    PageRequest read(Operation<?, ?> operation, Incoming incoming, List<FieldError> errors) {
        if (operation.verb() != Verb.LISTS) {
            return new PageRequest(PageRequest.DEFAULT_LIMIT, null);
        }
        int limit = limit(incoming.limit(), errors);
        return new PageRequest(limit, after(scope(operation, incoming.caller()), incoming.cursor(), errors));
    }

    Written write(Operation<?, ?> operation, Caller caller, Page<?> page) {
        Cursor next = page.next();
        return new Written(page.items(), next == null ? null : cursors.write(scope(operation, caller), next));
    }

    private static int limit(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
                return limit;
            }
        }
        errors.add(new FieldError("limit", "must be a number from 1 to " + PageRequest.MAX_LIMIT));
        return PageRequest.DEFAULT_LIMIT;
    }

    private @Nullable Cursor after(String scope, @Nullable String text, List<FieldError> errors) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return cursors.read(scope, text).orElseGet(() -> {
            errors.add(new FieldError("cursor", "must be a nextCursor that this list gave"));
            return null;
        });
    }

    private static String scope(Operation<?, ?> operation, Caller caller) {
        // An address changes on the way, and what anyone may list is the same for everyone.
        String reader = caller instanceof Caller.Anonymous ? "anyone" : caller.key();
        return operation.id() + "\n" + reader;
    }
}
