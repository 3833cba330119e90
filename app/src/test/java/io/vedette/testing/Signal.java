package io.vedette.testing;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Sends a signal to a process and all it has started, as an operator or a bad day would. */
public enum Signal {
    STOP,
    CONT,
    KILL,
    QUIT;

    public void sendTo(ProcessHandle process) {
        try {
            List<String> pids = Stream.concat(Stream.of(process), process.descendants())
                    .map(each -> Long.toString(each.pid()))
                    .toList();
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + String.join(" ", pids))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
