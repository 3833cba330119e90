package io.vedette.commands;

import io.vedette.platform.failure.Problem;

/** What calls about commands are refused with. */
public enum CommandProblem implements Problem {
    NOT_LINKED(403, "These devices are not linked"),
    TARGET_DISABLED(409, "The camera is disabled"),
    COMMAND_SETTLED(409, "The command is settled already");

    private final int status;
    private final String title;

    CommandProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
