package io.vedette.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Property;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists are read page by page, and nothing that is added meanwhile disturbs the reader. */
@ServerTest
class ListsTest {
    private final String name = "lister-" + UUID.randomUUID();
    private final Visitor lister = Visitor.signedInAs(name);

    @Test
    void every_item_comes_once_and_newest_first_whatever_the_page_size_while_others_are_added() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            made.add(make());
        }
        Collections.reverse(made);
        Property.check(8, chance -> {
            List<String> read = new ArrayList<>();
            String cursor = "";
            do {
                Reply page = lister.get("/notes?limit=%d&cursor=%s".formatted(chance.nextInt(1, 12), cursor))
                        .is(200);
                page.json()
                        .path("items")
                        .forEach(item -> read.add(item.path("id").asString()));
                JsonNode next = page.json().path("nextCursor");
                cursor = next.isNull() ? "" : next.asString();
                make();
            } while (!cursor.isEmpty());
            assertThat(read).endsWith(made.toArray(String[]::new)).doesNotHaveDuplicates();
        });
    }

    @Test
    void a_list_that_ends_says_so() {
        make();
        Reply page = lister.get("/notes").is(200);
        assertThat(page.json().path("items").size()).isEqualTo(1);
        assertThat(page.json().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void another_callers_cursor_is_no_cursor() {
        make();
        make();
        String cursor = lister.get("/notes?limit=1").json().path("nextCursor").asString();
        lister.get("/notes?limit=1&cursor=" + cursor).is(200);
        Visitor.signedInAs("somebody-else").get("/notes?cursor=" + cursor).isProblem(400, "invalid_parameter");
    }

    private String make() {
        return lister.post("/notes", "{\"title\":\"x\"}")
                .is(201)
                .json()
                .path("id")
                .asString();
    }
}
