package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.settings.SettingsError;
import io.vedette.testing.Scratch;
import io.vedette.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

class EmbeddedDatabaseTest {
    private final Path data = Scratch.file("embedded-database-test");
    private final Path spoilt = Scratch.file("spoilt-database-test");

    @Test
    void it_is_durable_on_the_loopback_only_and_behind_a_password() {
        try (Database database = Database.in(data)) {
            DatabaseUrl url = database.url();
            assertThat(TestDatabase.ask(url, "show fsync")).containsExactly("on");
            assertThat(TestDatabase.ask(url, "show synchronous_commit")).containsExactly("on");
            assertThat(TestDatabase.ask(url, "show listen_addresses")).containsExactly("127.0.0.1");
            assertThat(TestDatabase.ask(url, "show unix_socket_directories")).containsExactly("");
            assertThat(TestDatabase.ask(url, "show server_encoding")).containsExactly("UTF8");
            DatabaseUrl guessed = DatabaseUrl.local(url.port(), url.database(), url.user(), "guessed");
            assertThatThrownBy(() -> TestDatabase.ask(guessed, "select 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void what_is_written_is_there_after_a_restart() {
        try (Database database = Database.in(data)) {
            TestDatabase.execute(database.url(), "drop table if exists kept; create table kept as select 7 as number");
        }
        try (Database database = Database.in(data)) {
            assertThat(TestDatabase.ask(database.url(), "select number from kept"))
                    .containsExactly("7");
        }
    }

    @Test
    void a_second_server_on_the_same_folder_stops_with_one_line_and_harms_nobody() {
        try (Database database = Database.in(data)) {
            assertThatThrownBy(() -> Database.in(data))
                    .isInstanceOf(SettingsError.class)
                    .hasMessageStartingWith("DATA_DIR: the folder ")
                    .hasMessageContaining("is in use by another server (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(TestDatabase.ask(database.url(), "select 1")).containsExactly("1");
        }
    }

    @Test
    void a_command_joins_the_server_that_runs_and_starts_one_otherwise() {
        try (Database server = Database.in(data)) {
            try (Database command = Database.joining(data)) {
                assertThat(command.url()).isEqualTo(server.url());
            }
            assertThat(TestDatabase.ask(server.url(), "select 1")).containsExactly("1");
        }
        try (Database command = Database.joining(data)) {
            assertThat(command.isEmbedded()).isTrue();
        }
    }

    @Test
    void after_a_kill_it_starts_again_with_every_acknowledged_row() throws Exception {
        try (Database database = Database.in(data)) {
            TestDatabase.execute(database.url(), "drop table if exists acknowledged");
        }
        long last = 0;
        for (int kill = 0; kill < 2; kill++) {
            last = acknowledgedUntilKilled(last + 1);
            assertThat(Postmaster.on(data.toRealPath().resolve("postgres")))
                    .as("the orphan")
                    .isPresent();
        }
        try (Database database = Database.in(data)) {
            List<String> expected =
                    LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList();
            assertThat(TestDatabase.ask(database.url(), "select number from acknowledged order by number"))
                    .containsAll(expected);
        }
        assertThat(Postmaster.on(data.toRealPath().resolve("postgres"))).isEmpty();
    }

    @Test
    void a_pid_that_another_process_bears_meanwhile_stops_nobody() throws IOException {
        try (Database database = Database.in(data)) {
            TestDatabase.execute(database.url(), "drop table if exists kept; create table kept as select 7 as number");
        }
        String stale = ProcessHandle.current().pid() + "\n" + data.toRealPath().resolve("postgres")
                + "\n1\n5432\n\n127.0.0.1\n\nready\n";
        Files.writeString(data.resolve("postgres/postmaster.pid"), stale);
        try (Database database = Database.in(data)) {
            assertThat(TestDatabase.ask(database.url(), "select number from kept"))
                    .containsExactly("7");
        }
    }

    @Test
    void a_folder_whose_making_was_cut_short_is_put_aside() throws IOException {
        FileSystemUtils.deleteRecursively(spoilt.resolve("postgres"));
        Files.createDirectories(spoilt.resolve("postgres"));
        Files.writeString(spoilt.resolve("postgres/postgresql.conf"), "# initdb was killed here\n");
        try (Database database = Database.in(spoilt)) {
            assertThat(TestDatabase.ask(database.url(), "select 1")).containsExactly("1");
        }
        assertThat(spoilt.resolve("postgres-unfinished/postgresql.conf")).exists();
    }

    @Test
    void binaries_whose_unpacking_was_cut_short_are_unpacked_again() throws IOException {
        EmbeddedFiles files = new EmbeddedFiles(spoilt);
        Path cut = Files.createDirectories(files.binaries().resolve("PG-cut-short/bin"));
        Files.writeString(cut.resolve("postgres"), "half a");
        files.putAwayWhatIsUnfinished();
        assertThat(files.binaries().resolve("PG-cut-short")).doesNotExist();
    }

    @Test
    void data_of_another_version_is_left_alone_with_one_line() throws IOException {
        FileSystemUtils.deleteRecursively(spoilt.resolve("postgres"));
        Files.createDirectories(spoilt.resolve("postgres"));
        Files.writeString(spoilt.resolve("postgres/PG_VERSION"), "17\n");
        new EmbeddedFiles(spoilt).markFinished();
        assertThatThrownBy(() -> Database.in(spoilt))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("holds data of PostgreSQL 17, and this server brings 18");
    }

    private long acknowledgedUntilKilled(long first) throws Exception {
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        data.toString(),
                        Long.toString(first))
                .redirectErrorStream(true)
                .start();
        long last = 0;
        List<String> said = new ArrayList<>();
        try (BufferedReader output = server.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                last = line.startsWith("acknowledged ") ? Long.parseLong(line.substring(13)) : last;
                if (last >= first + 200) {
                    server.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(server.waitFor()).as(String.join("\n", said)).isEqualTo(137);
        assertThat(last).isGreaterThanOrEqualTo(first + 200);
        return last;
    }
}
