import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one Elasticsearch node on loopback and keeps it until the process is told to end.
 *
 * <p>Options are written {@code --name=value}. A node with {@code --masters} joins the others of
 * its cluster; one without is a cluster of its own.
 */
public final class OneNode {
    private static final Set<String> NEEDED =
            new TreeSet<>(Set.of("home", "data", "http-port", "transport-port"));
    private static final Set<String> OPTIONAL =
            new TreeSet<>(Set.of("cluster", "name", "seeds", "masters", "ends-with"));
    private static final int WRONG_USE = 2;
    private static final long SECONDS_TO_CLOSE = 20;

    private OneNode() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = Map.of();
        Settings settings = Settings.EMPTY;
        try {
            options = read(args);
            settings = settings(options);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_USE);
        }
        LogConfigurator.configureESLogging();
        LogConfigurator.configureWithoutConfig(settings);
        start(settings, Path.of(options.get("home")).toAbsolutePath());
        endWith(options.get("ends-with"));
        System.out.println("started");
        new CountDownLatch(1).await();
    }

    /** Reads the options; one that is unknown, empty or missing is refused. */
    static Map<String, String> read(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (String arg : args) {
            int end = arg.indexOf('=');
            String name = arg.startsWith("--") && end > 2 ? arg.substring(2, end) : "";
            if (!NEEDED.contains(name) && !OPTIONAL.contains(name) || end + 1 == arg.length()) {
                throw new IllegalArgumentException(
                        arg + " is no option with a value; there are " + NEEDED + " and " + OPTIONAL);
            }
            options.put(name, arg.substring(end + 1));
        }
        if (!options.keySet().containsAll(NEEDED)) {
            throw new IllegalArgumentException("Needed are " + NEEDED);
        }
        return options;
    }

    static Settings settings(Map<String, String> options) {
        Settings.Builder settings = Settings.builder()
                .put("path.home", Path.of(options.get("home")).toAbsolutePath())
                .put("path.data", Path.of(options.get("data")).toAbsolutePath())
                .put("cluster.name", options.getOrDefault("cluster", "exchange"))
                .put("node.name", options.getOrDefault("name", "node-0"))
                .put("network.host", "127.0.0.1")
                .put("http.port", port(options, "http-port"))
                .put("transport.port", port(options, "transport-port"))
                .put("http.type", "netty4")
                .put("transport.type", "netty4")
                // A full disk of the developer's is no reason to refuse the tests' few documents.
                .put("cluster.routing.allocation.disk.threshold_enabled", false);
        if (options.containsKey("masters")) {
            settings.putList("cluster.initial_master_nodes", list(options, "masters"));
            settings.putList("discovery.seed_hosts", list(options, "seeds"));
        } else {
            settings.put("discovery.type", "single-node");
        }
        return settings.build();
    }

    private static int port(Map<String, String> options, String name) {
        int port = Integer.parseInt(options.get(name));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("--" + name + " is no port: " + port);
        }
        return port;
    }

    private static List<String> list(Map<String, String> options, String name) {
        return List.of(options.getOrDefault(name, "").split(","));
    }

    private static void start(Settings settings, Path home) throws Exception {
        Environment environment = new Environment(settings, home.resolve("config"));
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false);
        Node node = new Node(environment, modules);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }

    /** Ends this node when another process does, so that tests that are killed leave none behind. */
    private static void endWith(String pid) {
        if (pid != null) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresentOrElse(
                            other -> other.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        }
    }
}
