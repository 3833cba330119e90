package io.vedette.platform.data;

import io.vedette.platform.settings.SettingsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data folder while this process owns it: a second server on it stops instead of ending the first one's PostgreSQL. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DataFolder own(Path path) {
        return tryOwn(path)
                .orElseThrow(() -> new SettingsError(
                        "DATA_DIR: the folder %s is in use by another server (process %s): stop that one, or name another folder."
                                .formatted(path.toAbsolutePath().normalize(), ownerOf(path))));
    }

    static Optional<DataFolder> tryOwn(Path path) {
        try {
            Path folder = Files.createDirectories(path).toRealPath();
            FileChannel channel =
                    FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            // The lock ends with the channel, and with the process however it ends.
            channel.truncate(0).write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new DataFolder(folder, channel));
        } catch (IOException e) {
            throw new SettingsError("DATA_DIR: should be a folder that the server may write to: " + e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String ownerOf(Path folder) {
        try {
            return Files.readString(lockFile(folder)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolve("lock");
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }
}
