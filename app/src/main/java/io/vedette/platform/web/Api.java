package io.vedette.platform.web;

/** What a feature offers over HTTP. */
public interface Api {
    RouteGroup routes();
}
