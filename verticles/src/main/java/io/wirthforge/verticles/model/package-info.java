/** Where tokens come from. */
@NullMarked
package io.wirthforge.verticles.model;

import org.jspecify.annotations.NullMarked;
