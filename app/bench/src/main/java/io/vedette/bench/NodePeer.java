package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Node's own Socket.IO server with the same events. */
record NodePeer() implements Program {
    private static final Path FOLDER = Path.of("app/bench/peer");

    /** Fetches what it depends on if that isn't there yet. */
    static NodePeer install() throws IOException, InterruptedException {
        if (!Files.exists(FOLDER.resolve("node_modules/pg"))) {
            Program.run(List.of("npm", "install", "--prefix", FOLDER.toString(), "--no-package-lock", "--no-audit"));
        }
        return new NodePeer();
    }

    static String version() throws IOException, InterruptedException {
        return Program.run(List.of("node", "--version")).strip();
    }

    @Override
    public List<String> command() {
        return List.of("node", "--expose-gc", FOLDER.resolve("server.mjs").toString());
    }

    @Override
    public List<String> collection(long pid) {
        return List.of("kill", "-USR2", Long.toString(pid));
    }

    /** It says so after each collection. */
    @Override
    public long heapBytes(long pid, String log) {
        return Long.parseLong(log.strip().lines().toList().getLast());
    }
}
