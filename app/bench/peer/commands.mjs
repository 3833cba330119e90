// Devices and commands by the same contract, as far as the benchmark goes: Express, pg, and a JWT for each device.
import { randomUUID } from "node:crypto";
import express from "express";
import { SignJWT, generateKeyPair, jwtVerify } from "jose";

const TABLES = `
  create table if not exists devices (id uuid primary key, user_id text not null, role text not null, status text not null);
  create table if not exists device_links (camera uuid not null, client uuid not null, primary key (camera, client));
  create table if not exists commands (id uuid primary key, user_id text not null, source uuid not null, target uuid not null,
    type text not null, payload jsonb not null, status text not null, error text, result jsonb, attempts int not null,
    created_at timestamptz not null, sent_at timestamptz, delivered_at timestamptz, settled_at timestamptz,
    expires_at timestamptz not null);
  create index if not exists commands_user on commands (user_id, created_at desc, id desc);
  create index if not exists commands_source on commands (source, created_at desc, id desc);
  create index if not exists commands_target on commands (target, created_at desc, id desc);
  create index if not exists commands_unsettled on commands (target, created_at) where status in ('queued', 'sent');
  create index if not exists commands_expiring on commands (expires_at) where status in ('queued', 'sent')`;

const wire = (row) => ({
  id: row.id,
  sourceDeviceId: row.source,
  targetDeviceId: row.target,
  commandType: row.type,
  payload: row.payload,
  status: row.status,
  error: row.error,
  result: row.result,
  attempts: row.attempts,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  deliveredAt: row.delivered_at,
  settledAt: row.settled_at,
  expiresAt: row.expires_at,
});

/** Adds the routes and events, and gives what finds the device that a token belongs to. */
export async function commands(app, io, pool) {
  const keys = await generateKeyPair("ES256");
  await pool.query(TABLES);

  const verified = async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys.publicKey);
      return { id: payload.sub, userId: payload.user, role: payload.role };
    } catch {
      return null;
    }
  };
  const caller = async (request, response, next) => {
    request.device = await verified((request.headers.authorization ?? "").replace("Bearer ", ""));
    request.device ? next() : response.status(401).json({ code: "unauthenticated" });
  };
  const user = (request) => request.headers.authorization?.replace("Bearer ", "");

  const told = (row) =>
    io.to(`device:${row.source}`).emit("command:status", {
      commandId: row.id,
      status: row.status,
      error: row.error,
      result: row.result,
      targetDeviceId: row.target,
      at: row.settled_at ?? row.sent_at,
    });

  const push = async (row) => {
    const room = io.to(`device:${row.target}`).timeout(10_000);
    const confirmed = room.emitWithAck("command:received", {
      commandId: row.id,
      commandType: row.type,
      payload: row.payload,
      sourceDeviceId: row.source,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      attempt: row.attempts,
    });
    const sent = await pool.query(
      "update commands set status = 'sent', sent_at = now() where id = $1 and status = 'queued' returning *", [row.id]);
    sent.rows.forEach(told);
    await confirmed;
    await pool.query("update commands set delivered_at = now() where id = $1 and delivered_at is null", [row.id]);
  };

  app.use(express.json());
  app.post("/api/auth/sign-up/email", (_, response) => response.set("set-auth-token", randomUUID()).json({}));
  app.post("/devices/register", async (request, response) => {
    const device = { id: randomUUID(), userId: user(request), role: request.body.role };
    await pool.query("insert into devices values ($1, $2, $3, 'active')", [device.id, device.userId, device.role]);
    const token = new SignJWT({ user: device.userId, role: device.role }).setProtectedHeader({ alg: "ES256" });
    response.status(201).json({ device, deviceToken: await token.setSubject(device.id).sign(keys.privateKey) });
  });
  app.post("/device-links", async (request, response) => {
    const { cameraDeviceId, clientDeviceId } = request.body;
    await pool.query("insert into device_links values ($1, $2)", [cameraDeviceId, clientDeviceId]);
    response.status(201).json({ cameraDeviceId, clientDeviceId });
  });
  app.post("/commands", caller, async (request, response) => {
    const { targetDeviceId, commandType, payload = {}, ttlSeconds = 300 } = request.body;
    const { rows } = await pool.query(
      `insert into commands (id, user_id, source, target, type, payload, status, attempts, created_at, expires_at)
       select $1, $2, $3, d.id, $5, $6, 'queued', 1, now(), now() + make_interval(secs => $7)
       from devices d join device_links l on l.camera = d.id and l.client = $3
       where d.id = $4 and d.user_id = $2 and d.status = 'active' returning *`,
      [randomUUID(), request.device.userId, request.device.id, targetDeviceId, commandType, payload, ttlSeconds]);
    if (rows.length === 0) {
      response.status(403).json({ code: "not_linked" });
      return;
    }
    response.status(201).json(wire(rows[0]));
    push(rows[0]).catch(() => {});
  });

  io.on("connection", (socket) => {
    const { device } = socket.data;
    if (!device) {
      return;
    }
    socket.join(`device:${device.id}`);
    socket.on("command:ack", async ({ commandId, status, error, result }, ack) => {
      const { rows } = await pool.query(
        `update commands set status = $3, error = $4, result = $5, settled_at = now(), sent_at = coalesce(sent_at, now()),
           delivered_at = coalesce(delivered_at, now())
         where id = $1 and target = $2 and status in ('queued', 'sent') and expires_at > now() returning *`,
        [commandId, device.id, status, error, result]);
      rows.forEach(told);
      ack(rows.length > 0 ? { ok: true, command: wire(rows[0]) } : { ok: false, error: { code: "command_settled" } });
    });
  });
  return verified;
}
