/** The HTTP side: prompts, models, health, and the page. */
@NullMarked
package io.wirthforge.verticles.http;

import org.jspecify.annotations.NullMarked;
