/** What hurts a server on purpose, and what finds out whether it kept its promises all the same. */
@NullMarked
package io.vedette.testing.faults;

import org.jspecify.annotations.NullMarked;
