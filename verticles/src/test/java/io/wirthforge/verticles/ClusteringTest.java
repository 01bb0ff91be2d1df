package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {

  @Test
  void theShippedClusterIsOnThisMachineAloneAndTellsNobodyOfItself() throws IOException {
    try (InputStream file = Clustering.class.getResourceAsStream("/conf/cluster.xml")) {
      Config config = new XmlConfigBuilder(file).build();
      var network = config.getNetworkConfig();
      assertThat(network.getInterfaces().isEnabled()).isTrue();
      assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
      assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
      assertThat(network.getJoin().getAutoDetectionConfig().isEnabled()).isFalse();
      assertThat(network.getJoin().getTcpIpConfig().getMembers()).containsExactly("127.0.0.1");
      assertThat(network.getRestApiConfig().isEnabled()).isFalse();
      assertThat(network.getMemcacheProtocolConfig().isEnabled()).isFalse();
      assertThat(config.getJetConfig().isEnabled()).isFalse();
      assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
      assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
      assertThat(config.getSerializationConfig().getJavaSerializationFilterConfig()).isNotNull();
    }
  }

  @Test
  void theEventBusIsOnThisMachineAloneUnlessThePersonSaysOtherwise() {
    VertxOptions options = new VertxOptions();
    Clustering.bindToLoopback(options);
    assertThat(options.getEventBusOptions().getHost()).isEqualTo("127.0.0.1");

    options.getEventBusOptions().setHost("10.0.0.7");
    Clustering.bindToLoopback(options);
    assertThat(options.getEventBusOptions().getHost()).isEqualTo("10.0.0.7");
  }

  @Test
  void aJarWithoutClusterManagerSaysHowToBuildOneThatHasIt() {
    var failure =
        new IllegalStateException("No ClusterManagerFactory instances found on classpath");

    assertThat(Clustering.wordsFor(failure)).contains("-Pcluster").hasLineCount(1);
    assertThat(Clustering.wordsFor(new IllegalStateException("other"))).contains("other");
  }

  @Test
  void aNodeThatIsAloneIsWellAndSaysSoAndOneInTroubleIsDegraded() {
    JsonObject status =
        new JsonObject().put("neighbours", new JsonArray()).put("troubles", new JsonArray());
    Vitals.Check alone = VitalsVerticle.clusterCheck(status);
    assertThat(alone.status()).isEqualTo(Vitals.Status.UP);
    assertThat(alone.reason()).contains("alone");

    status.getJsonArray("neighbours").add("n");
    assertThat(VitalsVerticle.clusterCheck(status).reason()).isEmpty();

    status.getJsonArray("troubles").add("node n has been silent for 4 s").add("another");
    Vitals.Check trouble = VitalsVerticle.clusterCheck(status);
    assertThat(trouble.status()).isEqualTo(Vitals.Status.DEGRADED);
    assertThat(trouble.reason()).contains("silent").contains("; another");
  }
}
