/**
 * What a person reached, by measured figures alone: rules in plain Java, one small file, a
 * verticle.
 */
@NullMarked
package io.wirthforge.verticles.reward;

import org.jspecify.annotations.NullMarked;
