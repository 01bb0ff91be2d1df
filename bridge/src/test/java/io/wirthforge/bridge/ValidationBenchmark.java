package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.EventCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An event's schema alone, and with the record that is made of what passed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValidationBenchmark {

  /** Which event. */
  @Param({"energy_update", "token_stream", "price"})
  public String kind = "";

  private JsonNode tree = NullNode.instance;
  private JsonObject json = new JsonObject();
  private JsonEvents events = new JsonEvents(MicroEvents.CATALOG, 1 << 20);

  /** Makes the tree. */
  @Setup
  public void make() {
    var event = MicroEvents.mix(kind, 1).get(0);
    tree = new EventCodec(MicroEvents.CATALOG).toTree(event);
    json = MicroEvents.json(event);
    events = new JsonEvents(MicroEvents.CATALOG, 1 << 20);
  }

  /** Every rule that it breaks: none. */
  @Benchmark
  public Object validate() {
    return MicroEvents.CATALOG.validator().validate(tree);
  }

  /** The event of a JsonObject, checked. */
  @Benchmark
  public Object validateAndDecode() {
    return events.decode(json);
  }
}
