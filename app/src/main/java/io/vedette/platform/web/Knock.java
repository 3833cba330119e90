package io.vedette.platform.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A call as a {@link Gate} sees it: nobody knows yet who makes it.
 *
 * @param path that of the route, as one path can be spelled in many ways
 */
public record Knock(HttpMethod method, String path, String address, HttpHeaders headers) {}
