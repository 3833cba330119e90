/** What people change about themselves, and the small pages beside it. */
@NullMarked
package io.vedette.identity.profile;

import org.jspecify.annotations.NullMarked;
