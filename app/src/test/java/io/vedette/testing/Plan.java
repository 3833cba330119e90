package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How PostgreSQL carries out a statement, and how many rows of a table it looks at. */
public record Plan(String table, JsonNode root) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The statement runs, and is taken back. */
    public static Plan of(TestServer server, String table, String sql, UnaryOperator<GenericExecuteSpec> binding) {
        DatabaseClient database = server.bean(DatabaseClient.class);
        Mono<String> plan = binding.apply(database.sql("explain (analyze, buffers, format json) " + sql))
                .map(row -> String.valueOf(row.get(0, String.class)))
                .one();
        String text = TransactionalOperator.create(server.bean(ReactiveTransactionManager.class))
                .execute(transaction -> {
                    transaction.setRollbackOnly();
                    return plan;
                })
                .blockFirst(PATIENCE);
        return new Plan(
                table, Json.jsonMapper().readTree(String.valueOf(text)).path(0).path("Plan"));
    }

    /** By indexes, and with so many rows at most. */
    public void isLean(long most) {
        List<JsonNode> nodes = nodes(root).toList();
        assertThat(nodes.stream().filter(this::isOfTable))
                .as(toString())
                .noneMatch(each -> is(each, "Node Type", "Seq Scan"));
        assertThat(nodes.stream()
                        .filter(each -> each.path("Node Type").asString().endsWith("Sort")))
                .as(toString())
                .allMatch(each -> each.path("Actual Rows").asDouble() <= most);
        assertThat(rowsRead()).as(toString()).isLessThanOrEqualTo(most);
    }

    /** Rows of the table that were looked at. */
    public long rowsRead() {
        return nodes(root)
                .filter(each ->
                        isOfTable(each) && each.path("Node Type").asString().endsWith("Scan"))
                .mapToLong(each -> Math.round(each.path("Actual Loops").asDouble()
                        * (each.path("Actual Rows").asDouble()
                                + each.path("Rows Removed by Filter").asDouble(0)
                                + each.path("Rows Removed by Index Recheck").asDouble(0))))
                .sum();
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        nodes(root)
                .forEach(each -> lines.append("%s %s %s, %s rows x %s, %s removed%n"
                        .formatted(
                                each.path("Node Type").asString(),
                                each.path("Relation Name").asString(""),
                                each.path("Index Name").asString(""),
                                each.path("Actual Rows"),
                                each.path("Actual Loops"),
                                each.path("Rows Removed by Filter"))));
        return lines.toString();
    }

    private boolean isOfTable(JsonNode node) {
        return is(node, "Relation Name", table);
    }

    private static boolean is(JsonNode node, String part, String value) {
        return node.path(part).asString("").equals(value);
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(Stream.of(plan), plan.path("Plans").valueStream().flatMap(Plan::nodes));
    }
}
