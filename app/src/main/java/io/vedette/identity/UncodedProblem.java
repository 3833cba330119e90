package io.vedette.identity;

import io.vedette.platform.web.Uncoded;

/** What Better Auth tells in words only. */
public enum UncodedProblem implements Uncoded {
    CALLBACK_URL_NOT_TEXT("A callback URL must be text"),
    INVALID_OTP_TYPE("Invalid OTP type"),
    NO_FIELDS_TO_UPDATE("No fields to update");

    private final String title;

    UncodedProblem(String title) {
        this.title = title;
    }

    @Override
    public int status() {
        return 400;
    }

    @Override
    public String title() {
        return title;
    }
}
