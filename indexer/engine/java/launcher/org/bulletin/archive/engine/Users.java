package org.bulletin.archive.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Who uses the engine: every process that does holds a shared lock on {@code users.lock}, which the system releases when the process
 * ends, kill -9 included. {@code kept} with this process's id says that the engine is to stay without a user.
 */
final class Users {
    private static final long POLL_MILLISECONDS = 100;

    private final Path lock;
    private final Path kept;

    Users(Path engineHome) {
        lock = engineHome.resolve("users.lock");
        kept = engineHome.resolve("kept");
    }

    /** Returns when nobody uses the engine, with the lock held: whoever comes now waits until this process is gone. */
    void awaitNone() throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(
                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        while (isKept() || channel.tryLock() == null) {
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    private boolean isKept() {
        try {
            return Files.readString(kept).strip().equals(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException absent) {
            return false;
        }
    }
}
