/**
 * The embedded transformer: reads Llama 2 weights, continues a prompt one token at a time, and says
 * how certain each token was. Plain Java without dependencies; knows no Vert.x, no clock, no
 * thread.
 *
 * <p>A caller loads an {@link io.wirthforge.verticles.model.engine.EmbeddedModel} once and drives
 * one {@link io.wirthforge.verticles.model.engine.Generation} per session.
 */
@NullMarked
package io.wirthforge.verticles.model.engine;

import org.jspecify.annotations.NullMarked;
