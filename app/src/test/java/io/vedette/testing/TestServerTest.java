package io.vedette.testing;

import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class TestServerTest {
    @Test
    void one_that_is_closed_leaves_the_others_alone() {
        TestServer other = TestServer.start(Map.of());
        Visitor.at(other.url()).get("/health/live").is(200);
        other.close();
        Visitor.anonymous().get("/health").is(200);
    }
}
