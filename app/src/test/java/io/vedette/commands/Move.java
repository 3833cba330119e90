package io.vedette.commands;

import io.vedette.commands.Command.Status;
import io.vedette.commands.Fate.Mark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Something that may happen to the commands between a camera and a client, and what it makes of them. */
sealed interface Move {
    /** How it was answered: with a state, with a code, or with nothing. */
    String played(World world);

    /** What is known of two devices and their commands. What is late counts as expired: nobody can do anything with it any more. */
    record World(Map<UUID, Fate> commands) {
        World copy() {
            return new World(new LinkedHashMap<>(commands));
        }

        private String settle(UUID command, Status as) {
            Fate fate = commands.computeIfPresent(command, (_, before) -> before.settledAs(as));
            return fate != null && fate.settled() == as ? as.code() : "command_settled";
        }

        private String open() {
            return commands.keySet().stream().filter(this::isOpen).toList().toString();
        }

        private boolean isOpen(UUID command) {
            return commands.getOrDefault(command, Fate.BEGUN).isOpen();
        }
    }

    /** The camera says what became of it. */
    record Answer(UUID command, Status status) implements Move {
        @Override
        public String played(World world) {
            return world.settle(command, status);
        }
    }

    /** The client, or its owner, takes it back. */
    record Cancel(UUID command, boolean byOwner) implements Move {
        @Override
        public String played(World world) {
            return world.settle(command, Status.CANCELLED);
        }
    }

    /** Its time is over. */
    record RunOut(UUID command) implements Move {
        @Override
        public String played(World world) {
            world.settle(command, Status.EXPIRED);
            return "";
        }
    }

    /** The devices part, or one of them is disabled: all that waits between them is taken back. */
    record Part(boolean unlinked) implements Move {
        @Override
        public String played(World world) {
            List.copyOf(world.commands().keySet()).forEach(command -> world.settle(command, Status.CANCELLED));
            return "";
        }
    }

    /** The camera connects, and is pushed all that is open, in order. */
    record Connect() implements Move {
        @Override
        public String played(World world) {
            return world.open();
        }
    }

    /** It did not confirm the push in time. */
    record Again(UUID command) implements Move {
        @Override
        public String played(World world) {
            return world.isOpen(command) ? "[%s]".formatted(command) : "[]";
        }
    }

    /** It is noted how far the push has come; perhaps late, and more than once. */
    record Note(UUID command, Mark mark) implements Move {
        @Override
        public String played(World world) {
            world.commands().computeIfPresent(command, (_, before) -> before.marked(mark));
            return "";
        }
    }

    /** Somebody looks for what is late. */
    record Sweep() implements Move {
        @Override
        public String played(World world) {
            return "";
        }
    }

    static Move random(RandomGenerator random, List<UUID> commands) {
        UUID command = commands.get(random.nextInt(commands.size()));
        return switch (random.nextInt(18)) {
            case 0, 1 -> new Answer(command, Status.ACKNOWLEDGED);
            case 2, 3 -> new Answer(command, Status.REJECTED);
            case 4 -> new Cancel(command, false);
            case 5 -> new Cancel(command, true);
            case 6, 7 -> new RunOut(command);
            case 8 -> new Part(random.nextBoolean());
            case 9, 10 -> new Connect();
            case 11 -> new Again(command);
            case 12, 13 -> new Note(command, Mark.SENT);
            case 14, 15 -> new Note(command, Mark.CONFIRMED);
            default -> new Sweep();
        };
    }
}
