package io.vedette.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ForeignHashesTest {
    private static final String BCRYPT = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final PasswordWorkers workers = new PasswordWorkers(new SimpleMeterRegistry());
    private final Passwords passwords = new Passwords(workers);

    @AfterEach
    void stop() {
        workers.destroy();
    }

    @Test
    void fit_no_password_and_are_told_of_once_and_not_shown(CapturedOutput output) {
        for (String hash : new String[] {BCRYPT, "no hash at all", BCRYPT}) {
            assertThat(passwords.verify("U*U", hash).block(LONG)).isFalse();
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("a password hash that isn't scrypt")))
                .singleElement()
                .asString()
                .contains("WARN");
        assertThat(output.getAll()).doesNotContain(BCRYPT);
    }

    @Test
    void are_not_warned_of_where_there_are_none(CapturedOutput output) {
        assertThat(passwords.verify("U*U", null).block(LONG)).isFalse();
        String hash = passwords.hash("U*U").block(LONG);
        assertThat(passwords.verify("U*U", hash).block(LONG)).isTrue();
        assertThat(output.getAll()).doesNotContain("WARN");
    }
}
