package io.vedette.bench;

import io.vedette.bench.swarm.Swarm;

/** A load of sockets whose owners nobody has registered, and of events that no release has. */
interface SocketPhase extends Phase {
    void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception;

    @Override
    default void run(ServerUnderTest server, Figures figures) throws Exception {
        try (var swarm = Swarm.against(server.address(), "{\"token\":\"fixed-%d\"}"::formatted)) {
            load(server, swarm, figures);
            figures.add(figure("sockets lost"), (double) swarm.lost());
            if (swarm.lost() > 0) {
                System.err.println("The last lost socket: " + swarm.lastLoss());
            }
        }
    }
}
