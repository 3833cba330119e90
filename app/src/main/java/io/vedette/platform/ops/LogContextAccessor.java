package io.vedette.platform.ops;

import io.micrometer.context.integration.Slf4jThreadLocalAccessor;

/** Carries {@link LogContext} to whichever thread runs the next step; found as a service. */
public final class LogContextAccessor extends Slf4jThreadLocalAccessor {
    public LogContextAccessor() {
        super(LogContext.REQUEST, LogContext.USER, LogContext.DEVICE);
    }
}
