/** Where committed facts wait to be announced: by the node that committed them at once, by any node after a crash. */
@NullMarked
package io.vedette.platform.outbox;

import org.jspecify.annotations.NullMarked;
