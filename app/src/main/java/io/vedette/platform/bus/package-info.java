/** Carries facts to those who tell them on, whatever it runs on. */
@NullMarked
package io.vedette.platform.bus;

import org.jspecify.annotations.NullMarked;
