package io.vedette.platform.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One environment variable, declared on the component of a {@link Settings} record that holds its value. */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Variable {
    String name();

    /** Names that are still accepted; the main name wins. */
    String[] aliases() default {};

    /** The value when nothing is set, as a user would write it; {@code $PORT} stands for another variable's value. */
    String fallback() default "";

    /** One sentence for the README. */
    String about();

    /** What the README shows as the default when the fallback does not say it. */
    String shownDefault() default "";

    /** It must be set as soon as one of these is. */
    String[] requiredWith() default {};

    /** Its value is never shown; a name with SECRET, PASSWORD, KEY or TOKEN in it says so by itself. */
    boolean secret() default false;
}
