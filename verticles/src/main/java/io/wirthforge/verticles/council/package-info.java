/** How the streams of several models relate: plain Java, time as an argument. */
@NullMarked
package io.wirthforge.verticles.council;

import org.jspecify.annotations.NullMarked;
