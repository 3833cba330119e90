/** How what happened comes to those who want to be told: rows that wait, turns of the webhooks, tries, and what follows. */
@NullMarked
package io.vedette.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
