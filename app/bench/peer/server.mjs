// The reference server with the same events as the benched one, written the way its documentation does it.
import { createServer } from "node:http";
import express from "express";
import pg from "pg";
import { Server } from "socket.io";
import { commands } from "./commands.mjs";
import { motion } from "./motion.mjs";

const app = express();
const http = createServer(app);
const io = new Server(http, { perMessageDeflate: false });
const pool = process.env.DATABASE_URL && new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const device = pool ? await commands(app, io, pool) : () => null;
if (pool) {
  await motion(io, pool);
}

io.use(async (socket, next) => {
  const token = socket.handshake.auth.token ?? "";
  socket.data.device = await device(token);
  next(socket.data.device || /^fixed-\d+$/.test(token) ? undefined : new Error("unauthorized"));
});

app.get("/health/ready", (_, response) => response.end());

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
