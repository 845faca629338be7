package org.bulletin.archive.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.transport.TransportService;

/**
 * One Elasticsearch node that lives as long as somebody uses it.
 *
 * <p>Arguments: the folder of the installed engine ({@code path.home}) and the engine's folder in the archive home, where the locks and
 * the state are.
 */
public final class EmbeddedNode {
    private static final int CLOSE_SECONDS = 20;

    private EmbeddedNode() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path engineHome = Path.of(arguments[1]);
        Presence presence = Presence.announce(engineHome);
        Node node = new Node(prepare(home), plugins(home));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(presence, node), "close-on-exit"));
        node.start();
        presence.listening(
                node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort(),
                node.injector().getInstance(TransportService.class).boundAddress().publishAddress().getPort());
        new Users(engineHome).awaitNone();
        System.exit(0);
    }

    private static Environment prepare(Path home) throws IOException {
        LogConfigurator.configureESLogging();
        LogConfigurator.registerErrorListener();
        Settings settings = Settings.builder()
                .put("path.home", home.toString())
                .loadFromPath(home.resolve("config").resolve("elasticsearch.yml"))
                .build();
        LogConfigurator.setNodeName(Node.NODE_NAME_SETTING.get(settings));
        Environment environment = new Environment(settings, home.resolve("config"));
        LogConfigurator.configure(environment, true);
        return environment;
    }

    private static PluginsLoader plugins(Path home) {
        return PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(home.resolve("modules"), false),
                PluginsLoader.loadPluginsBundles(home.resolve("plugins"), false),
                Map.of(),
                false);
    }

    private static void close(Presence presence, Node node) {
        try {
            presence.closing();
            node.prepareForClose();
            node.close();
            node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException failed) {
            failed.printStackTrace();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
