package io.vedette.platform.operation;

import io.vedette.platform.json.Change;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints on the type of a change hold for its new value. */
final class ChangedValue implements ValueExtractor<Change<@ExtractedValue ?>> {
    @Override
    public void extractValues(Change<?> change, ValueReceiver receiver) {
        if (change.value() != null) {
            receiver.value(null, change.value());
        }
    }
}
