package io.vedette.media;

import java.util.function.Supplier;

/** Makes a provider, if it is the one that is wanted. */
public record ProviderMaker(String name, Supplier<MediaProvider> maker) {}
