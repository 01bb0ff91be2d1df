package io.wirthforge.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of this repository, and what stands in them. */
final class Documents {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\S+)[ ]?([^\n]*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

  /**
   * A page.
   *
   * @param path where it is
   * @param text what it says
   */
  record Page(Path path, String text) {

    /** The fenced blocks in a language. */
    List<Block> blocks(String language) {
      return BLOCK
          .matcher(text)
          .results()
          .filter(each -> each.group(1).equals(language))
          .map(each -> new Block(this, each.group(2).strip(), each.group(3)))
          .toList();
    }

    /** The targets of its links. */
    List<String> links() {
      return LINK.matcher(withoutBlocks()).results().map(each -> each.group(1)).toList();
    }

    /** The names by which its headings are linked to, as GitHub makes them. */
    Set<String> anchors() {
      Set<String> anchors = new TreeSet<>();
      Matcher heading = HEADING.matcher(withoutBlocks());
      while (heading.find()) {
        String words = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "");
        anchors.add(words.replace(' ', '-'));
      }
      return anchors;
    }

    String withoutBlocks() {
      return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
      return ROOT.relativize(path).toString();
    }
  }

  /**
   * A fenced block.
   *
   * @param label what stands behind the language
   */
  record Block(Page page, String label, String text) {
    @Override
    public String toString() {
      return page + " " + label + ": " + text.strip().lines().findFirst().orElse("");
    }
  }

  private Documents() {}

  /** All pages. */
  static List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    for (Path path : files()) {
      if (path.toString().endsWith(".md")) {
        pages.add(page(path));
      }
    }
    return pages;
  }

  static Page page(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files, without what builds and tools leave behind. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is) {
              return NOT_OURS.contains(directory.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
