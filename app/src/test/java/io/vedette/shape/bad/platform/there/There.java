package io.vedette.shape.bad.platform.there;

import io.vedette.shape.bad.platform.here.Here;

public record There(Here here) {}
