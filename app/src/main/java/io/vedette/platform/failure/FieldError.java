package io.vedette.platform.failure;

/** What is wrong with one value: the dotted path of the field, or the name of the parameter. */
public record FieldError(String field, String message) {}
