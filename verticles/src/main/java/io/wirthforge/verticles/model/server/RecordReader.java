package io.wirthforge.verticles.model.server;

import java.util.List;

/** What understands the records of one text, in their order. */
interface RecordReader {

  /** What a record says; nothing if it is none of ours. */
  List<Piece> read(String record);

  /** What it means that the body is over; nothing where only a record can end a text. */
  List<Piece> finish();
}
