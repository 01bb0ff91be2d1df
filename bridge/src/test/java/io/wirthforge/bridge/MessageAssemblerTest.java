package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Messages in pieces: whole again however they were cut, and refused as soon as they are wrong. */
class MessageAssemblerTest {

  private static final int MAX_BYTES = 64;

  private final List<String> told = new ArrayList<>();
  private MessageAssembler messages = new MessageAssembler(MAX_BYTES, sink());

  @BeforeTry
  void anew() {
    told.clear();
    messages = new MessageAssembler(MAX_BYTES, sink());
  }

  @Property
  void textIsWholeHoweverItWasCut(
      @ForAll @Size(max = 10) List<Character> letters,
      @ForAll @Size(max = 8) List<@IntRange(max = 64) Integer> cuts) {
    StringBuilder text = new StringBuilder();
    letters.forEach(text::append);
    byte[] bytes = text.toString().getBytes(UTF_8); // Lone surrogates become question marks.

    inPieces(true, bytes, cuts);

    assertThat(told).containsExactly(new String(bytes, UTF_8));
  }

  @Property
  void whatIsNoUtf8IsRefusedOnceHoweverItWasCut(
      @ForAll @Size(max = 20) byte[] bytes,
      @ForAll @Size(max = 8) List<@IntRange(max = 20) Integer> cuts) {
    inPieces(true, bytes, cuts);

    assertThat(told).containsExactly(isUtf8(bytes) ? new String(bytes, UTF_8) : "1007");
  }

  @Property
  void binaryDataIsNeverLookedAt(
      @ForAll @Size(max = 20) byte[] bytes,
      @ForAll @Size(max = 8) List<@IntRange(max = 20) Integer> cuts) {
    inPieces(false, bytes, cuts);

    assertThat(told).containsExactly(Arrays.toString(bytes));
  }

  @Example
  void aFaultIsToldAtOnceAndNothingAfterIt() {
    messages.first(true, new byte[] {'a', (byte) 0xF4, (byte) 0x90}, false);
    assertThat(told).containsExactly("1007");

    messages.more(new byte[] {'b'}, true);
    messages.first(true, new byte[] {'c'}, true);
    assertThat(told).hasSize(1);
  }

  @Example
  void halfACharacterAtTheEndIsAFault() {
    messages.first(true, new byte[] {(byte) 0xE2, (byte) 0x82}, false);
    assertThat(told).isEmpty();

    messages.more(new byte[0], true);
    assertThat(told).containsExactly("1007");
  }

  @Example
  void aMessageIsBoundedByAllItsPiecesTogether() {
    messages.first(false, new byte[MAX_BYTES], false);
    assertThat(told).isEmpty();

    messages.more(new byte[1], false);
    assertThat(told).containsExactly("1009");
  }

  @Example
  void theNextMessageBeginsWithTheWholeBound() {
    messages.first(true, "x".repeat(MAX_BYTES).getBytes(UTF_8), true);
    messages.first(true, "y".repeat(MAX_BYTES).getBytes(UTF_8), true);

    assertThat(told).containsExactly("x".repeat(MAX_BYTES), "y".repeat(MAX_BYTES));
  }

  private void inPieces(boolean isText, byte[] bytes, List<Integer> cuts) {
    int[] ends = cuts.stream().mapToInt(cut -> Math.min(cut, bytes.length)).sorted().toArray();
    int from = 0;
    for (int i = 0; i <= ends.length; i++) {
      int to = i == ends.length ? bytes.length : ends[i];
      byte[] piece = Arrays.copyOfRange(bytes, from, to);
      if (i == 0) {
        messages.first(isText, piece, i == ends.length);
      } else {
        messages.more(piece, i == ends.length);
      }
      from = to;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private MessageAssembler.Sink sink() {
    return new MessageAssembler.Sink() {
      @Override
      public void text(String text) {
        told.add(text);
      }

      @Override
      public void binary(byte[] data) {
        told.add(Arrays.toString(data));
      }

      @Override
      public void broken(CloseReason reason) {
        told.add(Integer.toString(reason.code()));
      }
    };
  }
}
