/** Whether commands come to their cameras. */
@NullMarked
package io.vedette.commands.delivery;

import org.jspecify.annotations.NullMarked;
