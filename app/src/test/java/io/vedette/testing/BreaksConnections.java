package io.vedette.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tests that end connections to the database while rows are on their way. The driver loses such rows, whoever closes the
 * connection and however; that is not held against these tests. Any other memory that they lose is.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BreaksConnections {}
