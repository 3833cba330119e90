package io.vedette.platform.operation;

import io.vedette.platform.json.Change;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reflection says of an input record, looked up once per type. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    /**
     * One part: what it is called, what it holds, and whether it may be left out.
     *
     * @param passedOn how it is marked, where it is free JSON that nobody here looks at
     */
    record Part(
            String name,
            Type type,
            boolean optional,
            boolean inQueryToo,
            @Nullable PassedOn passedOn) {}

    private final List<Part> parts;
    private final Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        this.parts = Arrays.stream(declared)
                .map(component -> new Part(
                        component.getName(),
                        component.getGenericType(),
                        isNullable(component.getAnnotatedType()) || component.getType() == Change.class,
                        component.isAnnotationPresent(InQueryToo.class),
                        component.getAnnotation(PassedOn.class)))
                .toList();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
            this.constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    List<Part> parts() {
        return parts;
    }

    /** A compact constructor may refuse; what it throws is passed on as it is. */
    Object construct(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
