package io.vedette.platform.web;

import io.vedette.platform.failure.Problem;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Stands before a group of routes that has rules of its own, in place of the usual limits and the guard against other sites. */
public interface Gate {
    /** Throws a failure when the call may not go on; it is asked before anything else is looked at. */
    void pass(Knock knock);

    /** Throws as well, for what it finds in a body before anybody else has read it. */
    void look(JsonNode body);

    /** What it refuses with, for the document. */
    Set<Problem> refusals();

    /** The same of bodies. */
    Set<Problem> refusalsOfBodies();
}
