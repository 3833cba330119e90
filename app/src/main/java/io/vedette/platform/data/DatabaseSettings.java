package io.vedette.platform.data;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** Which PostgreSQL to use, and how much of it. */
@Settings
record DatabaseSettings(
        @Variable(
                name = "DATABASE_URL",
                shownDefault = "embedded PostgreSQL in the data folder",
                about = "The PostgreSQL to use, as `postgres://user:password@host:5432/database?sslmode=require`.")
        @Nullable
        DatabaseUrl url,

        @Variable(
                name = "DATABASE_POOL_SIZE",
                fallback = "16",
                about = "The most connections that requests hold at once; jobs hold up to four of their own.")
        @Min(1)
        @Max(1_000)
        int poolSize) {}
