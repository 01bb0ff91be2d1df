/** The conformance kit: judges any server by what it sends, and knows nothing of how it is made. */
@NullMarked
package io.wirthforge.schemas.conformance;

import org.jspecify.annotations.NullMarked;
