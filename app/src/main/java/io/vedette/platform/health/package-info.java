/** Whether the server is well, for people, load balancers and orchestrators. */
@NullMarked
package io.vedette.platform.health;

import org.jspecify.annotations.NullMarked;
