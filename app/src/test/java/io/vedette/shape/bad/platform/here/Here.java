package io.vedette.shape.bad.platform.here;

import io.vedette.shape.bad.platform.there.There;

public record Here(There there) {}
