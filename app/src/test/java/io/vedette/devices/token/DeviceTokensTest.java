package io.vedette.devices.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.net.URI;
import java.text.ParseException;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What devices prove themselves with, and what ends that. */
@ServerTest
class DeviceTokensTest {
    private static final URI SERVER = TestServer.running().url();

    private final Household house = Household.fresh();
    private final Gadget camera = house.camera();

    @Test
    void a_token_says_whose_it_is_and_is_signed_by_a_published_key() throws Exception {
        SignedJWT token = SignedJWT.parse(camera.token());
        JWKSet published =
                JWKSet.parse(Visitor.anonymous().get("/.well-known/jwks.json").text());
        assertThat(token.verify(new ECDSAVerifier(
                        published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getClaims().keySet())
                .containsExactlyInAnyOrder("sub", "aud", "typ", "ver", "iat");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(camera.id().toString());
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("vedette:device");
        assertThat(token.getJWTClaimsSet().getStringClaim("typ")).isEqualTo("device");
        assertThat(token.getJWTClaimsSet().getIntegerClaim("ver")).isEqualTo(1);
    }

    @Test
    void a_token_that_was_tampered_with_is_worth_nothing() throws ParseException {
        String[] parts = camera.token().split("\\.", -1);
        String forged = parts[0] + "." + SignedJWT.parse(house.client().token()).getParsedParts()[1] + "." + parts[2];
        as(forged).isProblem(401, "unauthenticated");
    }

    @Test
    void a_device_is_not_its_owner() {
        camera.calls().get("/devices").isProblem(403, "forbidden");
    }

    @Nested
    class A_new_token {
        @Test
        void kills_the_old_one_and_ends_its_sockets() {
            try (Talker old = connected(camera)) {
                Reply made = house.owner()
                        .post("/devices/" + camera.id() + "/token", null)
                        .is(201);
                assertThat(made.json().propertyNames()).containsExactly("deviceToken");
                assertThat(old.engine().text()).isEqualTo("41");
                old.engine().awaitEnd();
                camera.beats().isProblem(401, "unauthenticated");
                Gadget renewed = with(made);
                renewed.beats().is(200);
                connected(renewed).close();
            }
        }

        @Test
        void is_the_same_for_who_asks_again_with_the_key() {
            Visitor owner = house.owner().with("Idempotency-Key", "renew");
            Gadget first =
                    with(owner.post("/devices/" + camera.id() + "/token", null).is(201));
            Gadget again =
                    with(owner.post("/devices/" + camera.id() + "/token", null).is(201));
            first.beats().is(200);
            again.beats().is(200);
            house.owner().delete("/devices/" + camera.id() + "/token").is(204);
            with(owner.post("/devices/" + camera.id() + "/token", null).is(201))
                    .beats()
                    .isProblem(401, "unauthenticated");
        }
    }

    @Nested
    class Revoking_the_token {
        @Test
        void leaves_none_until_a_new_one_is_made() {
            try (Talker socket = connected(camera)) {
                house.owner().delete("/devices/" + camera.id() + "/token").is(204);
                assertThat(socket.engine().text()).isEqualTo("41");
                socket.engine().awaitEnd();
            }
            camera.beats().isProblem(401, "unauthenticated");
            isRefused(camera, "unauthenticated");
            with(house.owner().post("/devices/" + camera.id() + "/token", null).is(201))
                    .beats()
                    .is(200);
        }
    }

    @Nested
    class A_disabled_device {
        @Test
        void may_do_nothing_until_it_is_enabled_and_then_with_the_token_it_has() {
            try (Talker socket = connected(camera)) {
                house.patch(camera, Bodies.object().put("status", "disabled")).is(200);
                assertThat(socket.engine().text()).isEqualTo("41");
                socket.engine().awaitEnd();
            }
            camera.beats().isProblem(403, "device_disabled");
            camera.calls().get("/devices").isProblem(403, "device_disabled");
            isRefused(camera, "device_disabled");
            house.patch(camera, Bodies.object().put("status", "active")).is(200);
            camera.beats().is(200);
            connected(camera).close();
        }
    }

    @Nested
    class A_device_with_another_role {
        @Test
        void comes_back_as_what_it_is_now() {
            try (Talker socket = connected(camera)) {
                house.patch(camera, Bodies.object().put("role", "client")).is(200);
                socket.engine().awaitEnd();
            }
            connected(camera).close();
        }
    }

    @Nested
    class A_removed_device {
        @Test
        void is_nobody() {
            try (Talker socket = connected(camera)) {
                house.owner().delete("/devices/" + camera.id()).is(204);
                assertThat(socket.engine().text()).isEqualTo("41");
                socket.engine().awaitEnd();
            }
            camera.beats().isProblem(401, "unauthenticated");
            isRefused(camera, "unauthenticated");
        }
    }

    /** There is a row of one; what it does is not announced here. */
    @Nested
    class What_another_node_revokes {
        @Test
        void is_worth_nothing_here_either() {
            try (Talker socket = connected(camera)) {
                sql("insert into nodes (id) values ('%s')".formatted(UUID.randomUUID()));
                sql("update devices set token_version = 2 where id = '%s'".formatted(camera.id()));
                assertThat(socket.engine().text()).isEqualTo("41");
                socket.engine().awaitEnd();
            }
            camera.beats().isProblem(401, "unauthenticated");
        }

        private void sql(String statement) {
            TestDatabase.execute(TestServer.running().database(), statement);
        }
    }

    private static Talker connected(Gadget device) {
        Talker talker = Talker.arriving(By.WEBSOCKET, SERVER);
        talker.connect(device.auth());
        return talker;
    }

    private static void isRefused(Gadget device, String code) {
        try (Talker talker = Talker.arriving(By.WEBSOCKET, SERVER)) {
            talker.tell("40" + device.auth());
            assertThat(talker.engine().text()).startsWith("44{").contains("\"unauthorized\"", "\"" + code + "\"");
        }
    }

    private Gadget with(Reply newToken) {
        return new Gadget(
                SERVER, camera.id(), newToken.json().path("deviceToken").asString());
    }

    private static Reply as(String token) {
        return new Gadget(SERVER, UUID.randomUUID(), token).beats();
    }
}
