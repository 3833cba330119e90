package io.vedette.platform.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One variable with the record component that holds it. */
record Declaration(Class<? extends Record> owner, RecordComponent component, Variable variable) {
    static List<Declaration> of(Class<? extends Record> owner) {
        return Arrays.stream(owner.getRecordComponents())
                .map(component -> new Declaration(owner, component, variableOf(component)))
                .toList();
    }

    String name() {
        return variable.name();
    }

    Type type() {
        return component.getGenericType();
    }

    boolean mayBeAbsent() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    boolean isList() {
        return component.getType() == List.class;
    }

    private static Variable variableOf(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Variable.class),
                () -> component + " of " + component.getDeclaringRecord() + " names no variable");
    }
}
