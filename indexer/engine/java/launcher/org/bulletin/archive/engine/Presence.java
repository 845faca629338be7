package org.bulletin.archive.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What this engine says of itself: {@code state.json} with process id and ports. The file alone says nothing; it is true while
 * {@code alive.lock} is held, by a descriptor that this process inherited from its starter and that the system closes however it ends.
 * The ports stay in it after the end: the next start takes them again where they are free.
 */
final class Presence {
    private final Path state;
    private final long started = System.currentTimeMillis();
    private int http;
    private int transport;

    private Presence(Path state) {
        this.state = state;
    }

    /** Says that this engine is here. */
    static Presence announce(Path engineHome) throws IOException {
        Presence presence = new Presence(engineHome.resolve("state.json"));
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
