/** What devices prove themselves with, and what ends that. */
@NullMarked
package io.vedette.devices.token;

import org.jspecify.annotations.NullMarked;
