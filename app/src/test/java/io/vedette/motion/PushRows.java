package io.vedette.motion;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import java.util.List;

/** What the database says of push messages. */
record PushRows(DatabaseUrl database) {
    /** Of the messages to a device, with what is wrong; empty if there is none. */
    String state(Gadget device) {
        return String.join(
                ",",
                TestDatabase.ask(
                        database,
                        "select state || coalesce(' ' || problem, '') from pushes where device_id = '%s'"
                                .formatted(device.id())));
    }

    boolean hasToken(Gadget device) {
        return TestDatabase.ask(
                        database, "select push_token is not null from devices where id = '%s'".formatted(device.id()))
                .equals(List.of("t"));
    }
}
