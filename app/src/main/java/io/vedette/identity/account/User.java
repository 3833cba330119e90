package io.vedette.identity.account;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person with an account, as told to that person. */
public record User(
        String id,
        String name,
        String email,
        boolean emailVerified,
        @Nullable String image,
        Instant createdAt,
        Instant updatedAt) {

    /** The columns that {@link #read} wants, of the table under the name {@code u}. */
    public static final String COLUMNS = """
            u.id as user_id, u.name as user_name, u.email as user_email, u."emailVerified" as user_verified,
            u.image as user_image, u."createdAt" as user_created, u."updatedAt" as user_updated
            """;

    public static User read(Readable row) {
        return new User(
                value(row, "user_id", String.class),
                value(row, "user_name", String.class),
                value(row, "user_email", String.class),
                value(row, "user_verified", Boolean.class),
                row.get("user_image", String.class),
                value(row, "user_created", Instant.class),
                value(row, "user_updated", Instant.class));
    }

    /** Who somebody is stays out of logs. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
