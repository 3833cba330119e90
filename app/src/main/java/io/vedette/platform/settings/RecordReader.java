package io.vedette.platform.settings;

import jakarta.validation.ConstraintViolation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one record: each component by itself first, then the rules over several that its constructor holds. */
final class RecordReader<R extends Record> {
    private final Class<R> type;
    private final Values values;
    private final Faults faults;
    private boolean whole = true;

    RecordReader(Class<R> type, Values values, Faults faults) {
        this.type = type;
        this.values = values;
        this.faults = faults;
    }

    Optional<R> read() {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Declaration declaration : Declaration.of(type)) {
            arguments.add(valueOf(declaration));
        }
        return whole ? construct(arguments) : Optional.empty();
    }

    private @Nullable Object valueOf(Declaration declaration) {
        Variable variable = declaration.variable();
        String set = values.setIn(variable);
        if (set == null && Arrays.stream(variable.requiredWith()).anyMatch(values::isSet)) {
            faults.addMissing(variable, "must be set with " + String.join(" or ", variable.requiredWith()));
            return wrong();
        }
        String text = set == null ? values.fallbackOf(variable) : set;
        if (text.isEmpty() && !declaration.isList()) {
            return absent(declaration);
        }
        try {
            return checked(declaration, ValueText.parse(declaration.type(), text));
        } catch (IllegalArgumentException e) {
            tell(variable, set, String.valueOf(e.getMessage()));
            return wrong();
        }
    }

    private @Nullable Object absent(Declaration declaration) {
        if (declaration.mayBeAbsent()) {
            return null;
        }
        faults.addMissing(declaration.variable(), declaration.variable().about());
        return wrong();
    }

    private Object checked(Declaration declaration, Object value) {
        List<String> messages =
                Constraints.VALIDATOR
                        .validateValue(type, declaration.component().getName(), value)
                        .stream()
                        .map(ConstraintViolation::getMessage)
                        .sorted()
                        .toList();
        if (!messages.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", messages));
        }
        return value;
    }

    private void tell(Variable variable, @Nullable String set, String wanted) {
        if (set == null) {
            faults.addConsequence(variable, wanted);
        } else {
            faults.add(variable, set, wanted);
        }
    }

    private Optional<R> construct(List<@Nullable Object> arguments) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments.toArray()));
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException rule)) {
                throw new IllegalStateException(type + " can't be made", e.getCause());
            }
            faults.addRule(String.valueOf(rule.getMessage()));
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made", e);
        }
    }

    private @Nullable Object wrong() {
        whole = false;
        return null;
    }
}
