package io.wirthforge.bridge.adversary;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.wirthforge.bridge.AdversarySeams;
import io.wirthforge.bridge.Frame;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.RewardEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node of a cluster: Vert.x on Hazelcast, aggregator and bridge, in this JVM. */
final class Member implements AutoCloseable {

  private static final Path SHIPPED = Path.of("..", "conf", "cluster.xml");

  static {
    System.setProperty("hazelcast.logging.type", "slf4j"); // It logs before it reads its file.
  }

  final Vertx vertx;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final HazelcastClusterManager manager;
  final FrameBridgeOptions options;
  private final AdversarySeams.Bridge bridge;
  private final List<Frame> frames = new ArrayList<>();

  private Member(
      HazelcastClusterManager manager,
      Vertx vertx,
      Place place,
      EventCatalog catalog,
      JsonObject settings) {
    this.manager = manager;
    this.vertx = vertx;
    this.options =
        new FrameBridgeOptions(
            settings.copy().put("port", 0).put("auth", "none").put("maxClients", 2_000));
    this.bridge = new AdversarySeams.Bridge(options, registry, 30_000);
    AdversarySeams.tap(vertx, options.addresses(), (epoch, frame) -> keep(frame));
    Patience.done(
        vertx.deployVerticle(
            AdversarySeams.aggregator(options, catalog, registry, place.clockMs())));
    Patience.done(vertx.deployVerticle(bridge));
    Patience.until("the bridge to be ready", this::letsIn);
  }

  static Member start(Place place) throws IOException {
    return start(place, EventCatalog.wirthforge());
  }

  static Member start(Place place, EventCatalog catalog) throws IOException {
    return start(place, catalog, new JsonObject());
  }

  /**
   * Starts a node.
   *
   * @param settings of the bridge, beside those that every node has here
   */
  static Member start(Place place, EventCatalog catalog, JsonObject settings) throws IOException {
    HazelcastClusterManager manager = new HazelcastClusterManager(config(place));
    return new Member(manager, Patience.done(clustered(manager, place)), place, catalog, settings);
  }

  static Future<Vertx> clustered(HazelcastClusterManager manager, Place place) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4);
    options.getEventBusOptions().setHost(place.host());
    return Vertx.builder().with(options).withClusterManager(manager).buildClustered();
  }

  /** What is shipped, on other ports. */
  static Config config(Place place) throws IOException {
    Config config;
    try (var in = Files.newInputStream(SHIPPED)) {
      config = new XmlConfigBuilder(in).build();
    }
    config.setClusterName(place.cluster());
    config.setProperty("hazelcast.wait.seconds.before.join", "0"); // They start one by one.
    var network = config.getNetworkConfig();
    network.setPort(place.hazelcastPort()).setPortAutoIncrement(false);
    network.getInterfaces().setInterfaces(List.of(place.host()));
    network.getJoin().getTcpIpConfig().setMembers(place.members());
    return config;
  }

  private synchronized void keep(Frame frame) {
    if (!frame.isEmpty()) {
      frames.add(frame);
    }
  }

  /** The events of all frames so far. */
  synchronized List<Event> events() {
    return frames.stream().flatMap(frame -> frame.events().stream()).toList();
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  private boolean letsIn() {
    try (WireClient client = WireClient.connect(port(), false, "")) {
      return client.nextText() != null;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return bridge.port();
  }

  void publish(Event event) {
    vertx.eventBus().publish(options.addresses().channel(event.channel()), event);
  }

  /** How its side of the cluster fares. */
  JsonObject status() {
    return Patience.done(vertx.eventBus().<JsonObject>request(options.addresses().cluster(), null))
        .body();
  }

  /** Waits until it hears so many others. */
  void awaitNeighbours(int count) {
    Patience.until(
        count + " neighbours", () -> status().getJsonArray("neighbours").size() == count);
  }

  /** The titles of the rewards in a node's frames. */
  static List<String> rewards(Member node) {
    return node.events().stream()
        .filter(RewardEvent.class::isInstance)
        .map(event -> ((RewardEvent) event).payload().title())
        .toList();
  }

  /** A reward as a publisher that knows no records writes it. */
  static JsonObject reward(String title) {
    JsonObject payload =
        new JsonObject().put("rewardType", "milestone").put("title", title).put("points", 1);
    return new JsonObject().put("type", "reward_event").put("payload", payload);
  }

  /** Who listens to an address, on all nodes. */
  List<RegistrationInfo> listeners(String address) {
    Promise<List<RegistrationInfo>> promise = Promise.promise();
    manager.getRegistrations(address, promise);
    return Patience.done(promise.future());
  }

  long count(String meter, String... labels) {
    return (long)
        registry.find(meter).tags(labels).counters().stream().mapToDouble(Counter::count).sum();
  }

  @Override
  public void close() {
    Patience.done(vertx.close());
  }
}
