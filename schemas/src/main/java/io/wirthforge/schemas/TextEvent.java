package io.wirthforge.schemas;

/**
 * An event that holds a model's text.
 *
 * <p>Text goes to the clients and nowhere else. Whatever writes logs or metrics takes {@link
 * MeasuredEvent}s only, so that the compiler keeps text out of them.
 */
public sealed interface TextEvent extends WirthforgeEvent permits TokenStream {}
