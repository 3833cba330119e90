package io.vedette.streams;

import io.vedette.testing.Household.Gadget;
import io.vedette.testing.faults.StandIn;
import java.net.URI;
import java.util.Map;
import java.util.Queue;

/** A carrier that is a server: it has rooms, and people in them. */
interface MediaServing extends Carrier {
    /** Makes a room of that name, as somebody else might have. */
    void makeRoom(String name);

    boolean hasRoom(String name);

    /** Somebody comes with such a token, and is inside if it lets them in. */
    boolean enters(String token, String session, boolean sending, URI server) throws Exception;

    boolean isInside(Gadget device, String session);

    /** Whether it would let in who comes now with such a token. */
    boolean admits(String token, String session, boolean sending, URI server) throws Exception;

    /** Whether it asks our server about everyone who comes. */
    boolean asksUs();

    /** As the real one does. */
    void behave();

    /** The next request is answered after that was done. */
    void meanwhile(Runnable action);

    /** What it was asked. */
    Queue<StandIn.Received> received();

    /** All requests are answered so from now on. */
    void always(StandIn.Behaviour behaviour);

    int port();

    /** @param url where a server reaches it */
    Map<String, String> environment(String url);
}
