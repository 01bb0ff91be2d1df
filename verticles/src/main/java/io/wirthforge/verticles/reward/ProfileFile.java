package io.wirthforge.verticles.reward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file a profile is kept in. Blocks. */
public final class ProfileFile {

  /**
   * What a file held.
   *
   * @param keptAside where a file that made no sense was moved; null if it did
   */
  record Loaded(Profile profile, @Nullable Path keptAside) {}

  private static final long MAX_BYTES = 64 * 1024;
  private static final int MAX_ASIDE = 1000;

  private final Path file;

  /** A profile's file, whether it is there or not. */
  public ProfileFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Where the file is unless another is set: under the user's data directory. */
  public static Path usual(Map<String, String> environment, String home) {
    String data = environment.get("XDG_DATA_HOME");
    Path base =
        data != null && Path.of(data).isAbsolute()
            ? Path.of(data)
            : Path.of(home, ".local", "share");
    return base.resolve("wirthforge").resolve("rewards.json");
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * Reads it; a file that makes no sense is kept aside, and a new profile begins.
   *
   * @throws IOException if there is one that can't be read, or something that is no file
   */
  Loaded load() throws IOException {
    if (!Files.exists(file)) {
      return new Loaded(Profile.EMPTY, null);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a file: " + file); // Whatever it is, it was never ours.
    }
    Profile profile = read();
    if (profile != null) {
      return new Loaded(profile, null);
    }
    Path aside = free();
    Files.move(file, aside);
    return new Loaded(Profile.EMPTY, aside);
  }

  /**
   * Writes it as a whole or not at all. What another server of the same person wrote meanwhile is
   * kept, and what makes no sense is kept aside.
   *
   * @return what was there before
   */
  Profile save(Profile profile) throws IOException {
    Path directory = file.getParent();
    Files.createDirectories(directory);
    Profile there = load().profile();
    String text = ProfileJson.write(profile.union(there));
    Path half = Files.createTempFile(directory, file.getFileName().toString(), ".half");
    try {
      Files.writeString(half, text);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
    return there;
  }

  private @Nullable Profile read() throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      return null;
    }
    return ProfileJson.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  private Path free() throws IOException {
    for (int i = 1; i < MAX_ASIDE; i++) {
      Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + i);
      if (!Files.exists(aside)) {
        return aside;
      }
    }
    throw new IOException("there are " + MAX_ASIDE + " corrupt files beside " + file);
  }
}
