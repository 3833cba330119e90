package io.vedette.platform.data;

import io.vedette.testing.Scratch;
import io.vedette.testing.Signal;
import java.io.IOException;

/** An embedded PostgreSQL that one test class may hurt. */
public final class OwnPostgres implements AutoCloseable {
    private final DataFolder folder;
    private EmbeddedDatabase database;

    public OwnPostgres(String name) {
        folder = DataFolder.own(Scratch.file(name));
        database = EmbeddedDatabase.start(folder);
    }

    public DatabaseUrl url() {
        return database.url();
    }

    public void pause() {
        Signal.STOP.sendTo(postmaster());
    }

    public void resume() {
        Signal.CONT.sendTo(postmaster());
    }

    /** Ends it as a power cut would; {@link #startAgain()} finds another port. */
    public void kill() {
        ProcessHandle process = postmaster();
        Signal.KILL.sendTo(process);
        process.onExit().join();
    }

    public void startAgain() {
        database.close();
        database = EmbeddedDatabase.start(folder);
    }

    @Override
    public void close() {
        database.close();
        folder.close();
    }

    private ProcessHandle postmaster() {
        try {
            return Postmaster.on(folder.path().resolve("postgres"))
                    .orElseThrow()
                    .process();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
