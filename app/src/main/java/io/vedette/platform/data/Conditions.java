package io.vedette.platform.data;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a list's rows must fulfil. Only what is wanted stands in the statement, so that the planner finds the index which
 * begins with it.
 */
public final class Conditions {
    private final StringBuilder sql;
    private final Map<String, Object> values = new HashMap<>();

    private Conditions(String first) {
        this.sql = new StringBuilder(first);
    }

    /** @param first the condition that all lists of this kind have, with the parameter {@code name} */
    public static Conditions of(String first, String name, Object value) {
        Conditions conditions = new Conditions(first);
        conditions.values.put(name, value);
        return conditions;
    }

    /** Unless the value is none. */
    public Conditions and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.put(name, value);
        }
        return this;
    }

    /** A parameter of conditions that the statement adds itself, unless the value is none. */
    public Conditions with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    /** Only what comes after this row, where the latest come first. */
    public Conditions olderThan(String columns, Instant at, UUID id) {
        sql.append(" and (").append(columns).append(") < (:afterAt, :afterId)");
        return with("afterAt", at).with("afterId", id);
    }

    public String sql() {
        return sql.toString();
    }

    /** @param statement with these conditions and the parameter {@code rows} */
    public Query query(String statement, int rows) {
        values.put("rows", rows);
        return new Query(statement, Map.copyOf(values));
    }
}
