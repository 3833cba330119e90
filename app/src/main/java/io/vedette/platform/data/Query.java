package io.vedette.platform.data;

import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A statement and what its parameters are. */
public record Query(String sql, Map<String, Object> values) {
    public GenericExecuteSpec on(DatabaseClient database) {
        return database.sql(sql).bindValues(values);
    }
}
