package io.wirthforge.verticles;

import io.micrometer.core.instrument.distribution.CountAtBucket;

/** Percentiles of a histogram whose buckets count everything up to their bound. */
public final class Percentiles {

  private Percentiles() {}

  /** The figure that a share of all does not exceed, between bounds in a straight line. */
  public static double of(CountAtBucket[] buckets, double total, double share) {
    double wanted = total * share;
    double boundBefore = 0;
    double countBefore = 0;
    for (CountAtBucket bucket : buckets) {
      if (bucket.count() >= wanted && bucket.count() > countBefore) {
        double place = (wanted - countBefore) / (bucket.count() - countBefore);
        return boundBefore + place * (bucket.bucket() - boundBefore);
      }
      boundBefore = bucket.bucket();
      countBefore = bucket.count();
    }
    return boundBefore;
  }
}
