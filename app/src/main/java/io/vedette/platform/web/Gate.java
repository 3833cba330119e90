package io.vedette.platform.web;

import io.vedette.platform.failure.Problem;
import java.util.Set;

/** Stands before a group of routes that has rules of its own, in place of the usual limits and the guard against other sites. */
public interface Gate {
    /** Throws a failure when the call may not go on; it is asked before anything else is looked at. */
    void pass(Knock knock);

    /** What it refuses with, for the document. */
    Set<Problem> refusals();
}
