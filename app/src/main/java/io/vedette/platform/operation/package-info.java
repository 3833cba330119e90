/** What can be done, declared once: who may, with what, to what answer and which refusals; and the one pipeline that runs it. */
@NullMarked
package io.vedette.platform.operation;

import org.jspecify.annotations.NullMarked;
