package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;

/** Someone who is told all that goes into frames, in order, on the aggregator's thread. */
interface FrameTap {

  /** An event was published. */
  void published(Event event);

  /** A contributor answered. */
  void contributed(Contribution contribution);

  /** The bridge had something to say. */
  void warned(Event event);

  /** A frame began. */
  void opened(FrameTick tick);

  /** A frame was closed. */
  void sealed(Frame frame);

  /** Nobody. */
  FrameTap NONE =
      new FrameTap() {
        @Override
        public void published(Event event) {}

        @Override
        public void contributed(Contribution contribution) {}

        @Override
        public void warned(Event event) {}

        @Override
        public void opened(FrameTick tick) {}

        @Override
        public void sealed(Frame frame) {}
      };
}
