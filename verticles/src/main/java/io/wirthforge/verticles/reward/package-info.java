/** What a person reached, by measured figures alone: plain Java, and one small file. */
@NullMarked
package io.wirthforge.verticles.reward;

import org.jspecify.annotations.NullMarked;
