/** How what happened comes to those who want to be told, looked at closely. */
@NullMarked
package io.vedette.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
