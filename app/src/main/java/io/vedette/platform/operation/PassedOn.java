package io.vedette.platform.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Free JSON which we neither read nor keep: it may hold control characters, and be larger than the usual 16 KiB. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface PassedOn {
    int kib();
}
