/** Model servers on this machine: what they say, read as it streams. */
@NullMarked
package io.wirthforge.verticles.model.server;

import org.jspecify.annotations.NullMarked;
