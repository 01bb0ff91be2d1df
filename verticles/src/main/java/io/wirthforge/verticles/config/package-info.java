/** What {@code -conf} says: checked, merged over the defaults, typed. */
@NullMarked
package io.wirthforge.verticles.config;

import org.jspecify.annotations.NullMarked;
