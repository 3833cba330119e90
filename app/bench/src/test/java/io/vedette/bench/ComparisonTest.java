package io.vedette.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Comparison comparison = new Comparison();
    private final Figures ours = comparison.column("Vedette");

    @Test
    void two_servers_stand_side_by_side_with_their_ratio() {
        Figures theirs = comparison.column("Node");
        ours.add("speed, ms", 3);
        ours.add("speed, ms", 1);
        ours.add("speed, ms", 2.25);
        theirs.add("speed, ms", 4.5);
        theirs.add("only there", 0);

        assertThat(comparison.table()).isEqualToNormalizingNewlines("""
                | figure | Vedette | Node | ratio |
                | --- | ---: | ---: | ---: |
                | speed, ms | 2.25 (1–3) | 4.50 | 0.500 |
                | only there | – | 0 |  |""");
    }

    @Test
    void a_busy_generator_spoils_the_result_even_if_it_was_busy_only_once() {
        ours.add("echo: " + Comparison.GENERATOR, 10);
        ours.add("echo: " + Comparison.GENERATOR, 10);
        assertThat(comparison.table()).doesNotContain("**");

        ours.add("echo: " + Comparison.GENERATOR, 81);

        assertThat(comparison.table()).contains("10 (10–81) **generator-bound**");
    }

    @Test
    void so_does_a_machine_that_does_something_else() {
        ours.add("echo: " + Comparison.REST, 20);
        assertThat(comparison.table()).doesNotContain("**");

        ours.add("echo: " + Comparison.REST, 30);

        assertThat(comparison.table()).contains("25 (20–30) **disturbed**");
    }
}
