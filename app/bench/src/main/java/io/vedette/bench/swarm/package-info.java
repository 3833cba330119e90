/** Many lean Socket.IO clients in one process, to load a server with; needs nothing but the JDK. */
package io.vedette.bench.swarm;
