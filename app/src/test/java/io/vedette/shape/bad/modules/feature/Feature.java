package io.vedette.shape.bad.modules.feature;

public record Feature() {}
