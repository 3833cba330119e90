package io.vedette.identity.account;

import static io.vedette.platform.data.Columns.value;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Some versions of Better Auth want an issuer in each account, others have no column for it: looked up once. */
@Component
final class AccountColumns {
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);
    private static final String HAS_ISSUER = """
            select count(*) > 0 as yes from information_schema.columns
            where table_schema = current_schema() and table_name = 'account' and column_name = 'issuer'
            """;

    private final Mono<Boolean> hasIssuer;

    AccountColumns(DatabaseClient database) {
        this.hasIssuer = database.sql(HAS_ISSUER)
                .map(row -> value(row, "yes", Boolean.class))
                .one()
                .cache(_ -> FOR_EVER, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Fills the two gaps of an insert, one behind its columns and one behind its values. */
    Mono<String> forIssuer(String sql) {
        return hasIssuer.map(yes -> yes ? sql.formatted(", issuer", ", 'local:credential'") : sql.formatted("", ""));
    }
}
