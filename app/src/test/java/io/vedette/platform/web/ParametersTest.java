package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in paths and queries. */
@ServerTest
class ParametersTest {
    private final Visitor ada = Visitor.signedInAs("ada");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=ten",
                "limit=",
                "cursor=made-up",
                "colour=green",
                "colour=blue&colour=blue",
                "limit=1&limit=1",
                "from=monday"
            })
    void of_a_wrong_form_is_named(String query) {
        assertThat(ada.get("/notes?" + query)
                        .isProblem(400, "invalid_parameter")
                        .wrongFields())
                .containsExactly(query.replaceFirst("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "+1", "٣", "01", ".5", "1.", "1e999", "1_0"})
    void that_JSON_would_not_take_for_a_number_is_none(String number) {
        String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
        Visitor visitor = Visitor.anonymous();
        assertThat(visitor.get("/numbers?ratio=" + encoded)
                        .isProblem(400, "invalid_parameter")
                        .wrongFields())
                .containsExactly("ratio");
        assertThat(visitor.get("/numbers?count=" + encoded)
                        .isProblem(400, "invalid_parameter")
                        .wrongFields())
                .containsExactly("count");
    }

    @Test
    void that_is_a_list_comes_one_by_one_or_with_commas() {
        assertThat(Visitor.anonymous().get("/numbers?tags=a&tags=b,c").is(200).text())
                .isEqualTo("[a, b, c]");
    }

    @Test
    void is_named_together_with_the_others() {
        assertThat(ada.get("/notes?limit=0&colour=green&from=x&cursor=y")
                        .isProblem(400, "invalid_parameter")
                        .wrongFields())
                .containsExactlyInAnyOrder("limit", "colour", "from", "cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-a-uuid", "1-1-1-1-1", "00000000000000000000000000000000"})
    void in_the_path_that_is_no_id_is_invalid(String id) {
        ada.get("/notes/" + id).isProblem(400, "invalid_parameter");
    }

    @Test
    void that_is_an_empty_cursor_is_none() {
        ada.get("/notes?cursor=").is(200);
    }
}
