package io.wirthforge.bridge;

import io.wirthforge.schemas.InvalidRecordingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Opens the files of recordings, and says in one line why one can't be opened. */
final class RecordingFiles {

  private static final int BUFFER_BYTES = 1 << 16;

  private RecordingFiles() {}

  /**
   * A new file that only its owner can read and write.
   *
   * @throws InvalidRecordingException where there can be none
   */
  static OutputStream create(Path path, boolean overwrite) {
    check(path, overwrite);
    try {
      if (overwrite) {
        Files.deleteIfExists(path);
      }
      return new BufferedOutputStream(
          Channels.newOutputStream(
              Files.newByteChannel(
                  path,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  ownerOnly(path))),
          BUFFER_BYTES);
    } catch (IOException e) {
      throw unwritable(path, reason(e) + "): name a file in another directory");
    }
  }

  /** Refuses a path where there can be no new file, as far as can be seen without trying. */
  static void check(Path path, boolean overwrite) {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new InvalidRecordingException(
          path + " can't be written: there is no directory " + directory + "; create it first");
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new InvalidRecordingException(path + " is no file: name another");
      }
      if (!overwrite) {
        throw new InvalidRecordingException(
            path
                + " exists already: name another file, or let it be overwritten (--force, record.overwrite)");
      }
    }
    if (!Files.isWritable(directory)) {
      throw unwritable(path, "no permission for " + directory + "): name another directory");
    }
  }

  private static InvalidRecordingException unwritable(Path path, String why) {
    return new InvalidRecordingException(path + " can't be written (" + why);
  }

  /**
   * The content of a recording.
   *
   * @throws InvalidRecordingException where there is none
   */
  static InputStream open(Path path) {
    if (!Files.exists(path)) {
      throw new InvalidRecordingException(
          "there is no file " + path + ": name a recording, made by record --out FILE");
    }
    if (Files.isDirectory(path)) {
      throw new InvalidRecordingException(path + " is a directory: name a recording in it");
    }
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static InvalidRecordingException unreadable(Path path, IOException e) {
    return new InvalidRecordingException(
        path + " can't be read (" + reason(e) + "): check its permissions and its disk");
  }

  /** What went wrong, in a few words. */
  static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replaceAll("Exception$", "");
    String message = e.getMessage() == null ? "" : e.getMessage().replaceAll("\\s+", " ");
    if (message.isEmpty() || e.getClass() == IOException.class) {
      return message.isEmpty() ? name : message;
    }
    return name + ": " + message;
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
