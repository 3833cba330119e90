package io.vedette.platform.operation;

/** One call of an operation: a proven caller of a kind it admits, and a valid input. */
public record Call<I>(Caller caller, I input, PageRequest page, Sender sender) {
    public Caller.User user() {
        return as(Caller.User.class);
    }

    public Caller.Device device() {
        return as(Caller.Device.class);
    }

    private <C extends Caller> C as(Class<C> kind) {
        if (kind.isInstance(caller)) {
            return kind.cast(caller);
        }
        throw new IllegalStateException("The operation is open to %s too".formatted(caller.kind()));
    }
}
