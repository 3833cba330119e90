package io.vedette.shape.bad.modules.foundation;

import io.vedette.shape.bad.modules.feature.Feature;

public record Foundation(Feature feature) {}
