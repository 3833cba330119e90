/** The one place where the server meets PostgreSQL: reaching it, the schema, connections, transactions and what its failures mean. */
@NullMarked
package io.vedette.platform.data;

import org.jspecify.annotations.NullMarked;
