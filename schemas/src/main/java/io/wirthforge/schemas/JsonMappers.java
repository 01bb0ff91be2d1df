package io.wirthforge.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The JSON mappers, one for each kind of sender.
 *
 * <p>All keep decimals exact, refuse doubled keys and anything after the document.
 */
public final class JsonMappers {

  /** The longest message of a client, in UTF-16 units and in bytes. */
  public static final int MAX_CLIENT_DOCUMENT = 16 * 1024;

  /** The longest event of a backend, in UTF-16 units and in bytes. */
  public static final int MAX_BACKEND_DOCUMENT = 1024 * 1024;

  /** The longest event of another node, in UTF-16 units and in bytes. */
  public static final int MAX_NODE_DOCUMENT = 128 * 1024 * 1024;

  /** The longest body of an HTTP request, in bytes: the longest prompt with all of it escaped. */
  public static final int MAX_HTTP_DOCUMENT = 128 * 1024;

  /** For messages of clients: small, flat, and cheap to refuse. */
  public static final ObjectMapper CLIENT =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(16)
              .maxDocumentLength(MAX_CLIENT_DOCUMENT)
              .maxStringLength(8 * 1024)
              .maxNumberLength(32)
              .maxNameLength(64)
              .maxTokenCount(1000)
              .build(),
          false);

  private static final ObjectMapper HTTP =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(16)
              .maxDocumentLength(MAX_HTTP_DOCUMENT)
              .maxStringLength(20_000)
              .maxNumberLength(32)
              .maxNameLength(64)
              .maxTokenCount(1000)
              .build(),
          false);

  /** For events of the application's own parts. */
  public static final ObjectMapper BACKEND =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(JsonTrees.MAX_DEPTH)
              .maxDocumentLength(MAX_BACKEND_DOCUMENT)
              .maxStringLength(MAX_BACKEND_DOCUMENT)
              .maxNumberLength(1000)
              .maxNameLength(256)
              .build(),
          true);

  /** For events that another node has checked, and that only their own node may find too long. */
  private static final ObjectMapper NODE =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(JsonTrees.MAX_DEPTH)
              .maxDocumentLength(MAX_NODE_DOCUMENT)
              .maxStringLength(MAX_NODE_DOCUMENT)
              .maxNumberLength(1000)
              .maxNameLength(256)
              .build(),
          true);

  /** For the lines of a recording, each of which may hold many events. */
  static final ObjectMapper RECORDING =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(JsonTrees.MAX_DEPTH + 4)
              .maxDocumentLength(RecordingCodec.MAX_LINE_BYTES)
              .maxStringLength(RecordingCodec.MAX_LINE_BYTES)
              .maxNumberLength(1000)
              .maxNameLength(256)
              .build(),
          true);

  private JsonMappers() {}

  /**
   * The tree of an HTTP body in UTF-8; null where it is no JSON or beyond a limit. Never throws.
   */
  public static @Nullable JsonNode readHttpBody(byte[] body) {
    return body.length > MAX_HTTP_DOCUMENT
        ? null
        : treeOrNull(() -> HTTP.readTree(strictUtf8(body)));
  }

  static @Nullable JsonNode readBackend(byte[] json) {
    return json.length > MAX_BACKEND_DOCUMENT ? null : treeOrNull(() -> BACKEND.readTree(json));
  }

  static @Nullable JsonNode readNode(byte[] json) {
    return json.length > MAX_NODE_DOCUMENT ? null : treeOrNull(() -> NODE.readTree(json));
  }

  static @Nullable JsonNode readBackend(String json) {
    return json.length() > MAX_BACKEND_DOCUMENT ? null : treeOrNull(() -> BACKEND.readTree(json));
  }

  private static String strictUtf8(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  private interface Reading {
    JsonNode read() throws IOException;
  }

  private static @Nullable JsonNode treeOrNull(Reading reading) {
    try {
      JsonNode tree = reading.read();
      return tree.isMissingNode() ? null : tree; // missing: the answer to an empty text
    } catch (IOException | NumberFormatException e) { // the latter for exponents of ten digits
      return null;
    }
  }

  private static ObjectMapper mapper(StreamReadConstraints constraints, boolean rememberNames) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // No name of a stranger stays in a table that all parsers share.
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, rememberNames)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .build();
  }
}
