/** How tokens become energy: plain Java, time as an argument. */
@NullMarked
package io.wirthforge.verticles.decipher;

import org.jspecify.annotations.NullMarked;
