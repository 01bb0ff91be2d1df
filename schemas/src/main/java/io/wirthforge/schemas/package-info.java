/** The contract of the stream: events, their schemas, codec and validator. Knows no Vert.x. */
@NullMarked
package io.wirthforge.schemas;

import org.jspecify.annotations.NullMarked;
