/** The application around the bridge: model sources, Decipher, orchestrator, HTTP, launcher. */
@NullMarked
package io.wirthforge.verticles;

import org.jspecify.annotations.NullMarked;
