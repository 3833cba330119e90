package io.vedette.platform.web;

import io.vedette.platform.failure.Problem;

/** A refusal that Better Auth tells in words only, without a code. */
public interface Uncoded extends Problem {}
