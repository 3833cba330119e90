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

    /** The value when nothing is set, written as a user would write it; none means the component is {@code @Nullable}. */
    String fallback() default "";

    /** One sentence for the README. */
    String about();

    /** What the README shows as the default when the fallback does not say it. */
    String shownDefault() default "";

    /** It must be set as soon as one of these is. */
    String[] requiredWith() default {};
}
