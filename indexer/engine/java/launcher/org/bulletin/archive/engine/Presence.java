package org.bulletin.archive.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * That this engine is alive: a lock on {@code alive.lock} for as long as the process runs, released by the system however it ends, and
 * {@code state.json} with process id and ports. The file alone says nothing; with the lock held it is true.
 * The ports stay in it after the end: the next start takes them again where they are free.
 */
final class Presence {
    private final Path state;
    private final long started = System.currentTimeMillis();
    private int http;
    private int transport;

    @SuppressWarnings("unused") // Held open for the lock.
    private final FileChannel alive;

    private Presence(Path state, FileChannel alive) {
        this.state = state;
        this.alive = alive;
    }

    /** Waits until an engine before this one is gone, then says that this one is here. */
    static Presence announce(Path engineHome) throws IOException {
        FileChannel alive = FileChannel.open(
                engineHome.resolve("alive.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        alive.lock();
        Presence presence = new Presence(engineHome.resolve("state.json"), alive);
        presence.write("starting");
        return presence;
    }

    /** Says on which ports the engine listens. */
    void listening(int httpPort, int transportPort) throws IOException {
        http = httpPort;
        transport = transportPort;
        write("listening");
    }

    /** Says that the engine takes no newcomers any more. */
    void closing() throws IOException {
        write("closing");
    }

    private synchronized void write(String phase) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String text = String.format(
                "{\"phase\": \"%s\", \"pid\": %d, \"started\": %d, \"http_port\": %d, \"transport_port\": %d}%n",
                phase, self.pid(), started, http, transport);
        Path arriving = state.resolveSibling("state.json.arriving");
        Files.writeString(arriving, text);
        Files.move(arriving, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
