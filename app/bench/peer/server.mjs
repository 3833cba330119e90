// The reference server with the same events as the benched one, written the way its documentation does it.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((request, response) => response.writeHead(request.url === "/health/ready" ? 200 : 404).end());
const io = new Server(http, { perMessageDeflate: false });

io.use((socket, next) =>
  /^fixed-\d+$/.test(socket.handshake.auth.token ?? "") ? next() : next(new Error("unauthorized")));

io.on("connection", (socket) => {
  socket.on("echo", (payload, ack) => ack({ ok: true, echo: payload }));
  socket.on("room:join", ({ room }, ack) => {
    socket.join(room);
    ack({ ok: true });
  });
  socket.on("room:say", ({ room, text }, ack) => {
    io.to(room).emit("room:said", { room, text, at: new Date().toISOString() });
    ack({ ok: true });
  });
});

process.on("SIGUSR2", () => {
  globalThis.gc?.();
  console.log(process.memoryUsage().heapUsed);
});
http.listen(Number(process.env.PORT), "127.0.0.1");
