// Motion by the same contract, as far as the benchmark goes: a row for each event, a room for each camera.
import { randomUUID } from "node:crypto";

const TABLES = `
  create table if not exists events (id uuid primary key, user_id text not null, device uuid not null, type text not null,
    status text not null, title text, severity text not null, started_at timestamptz not null, ended_at timestamptz,
    duration_ms bigint, metadata jsonb not null, created_at timestamptz not null);
  create unique index if not exists events_open on events (device, type) where status = 'active';
  create index if not exists events_user on events (user_id, started_at desc, id desc);
  create index if not exists events_device on events (device, started_at desc, id desc)`;

const wire = (row) => ({
  id: row.id,
  deviceId: row.device,
  type: row.type,
  status: row.status,
  title: row.title,
  severity: row.severity,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  durationMs: row.duration_ms === null ? null : Number(row.duration_ms),
  metadata: row.metadata,
  createdAt: row.created_at,
});

/** Adds the events; those who are linked when they connect hear them. */
export async function motion(io, pool) {
  await pool.query(TABLES);

  io.on("connection", async (socket) => {
    const { device } = socket.data;
    if (!device) {
      return;
    }
    socket.on("motion:start", async ({ title = null, severity = "info", metadata = {} }, ack) => {
      const { rows } = await pool.query(
        `insert into events (id, user_id, device, type, status, title, severity, started_at, metadata, created_at)
         values ($1, $2, $3, 'motion', 'active', $4, $5, now(), $6, now())
         on conflict (device, type) where status = 'active' do nothing returning *`,
        [randomUUID(), device.userId, device.id, title, severity, metadata]);
      if (rows.length === 0) {
        ack({ ok: false, error: { code: "conflict" } });
        return;
      }
      const event = wire(rows[0]);
      ack({ ok: true, event });
      io.to(`camera:${device.id}`).emit("motion:detected", {
        eventId: event.id,
        cameraDeviceId: device.id,
        cameraName: "bench",
        title: event.title,
        severity: event.severity,
        startedAt: event.startedAt,
        metadata: event.metadata,
      });
    });
    socket.on("motion:end", async ({ eventId }, ack) => {
      const { rows } = await pool.query(
        `update events set status = 'ended', ended_at = now(),
           duration_ms = (extract(epoch from now() - started_at) * 1000)::bigint
         where id = $1 and device = $2 and status = 'active' returning *`,
        [eventId, device.id]);
      if (rows.length === 0) {
        ack({ ok: false, error: { code: "not_found" } });
        return;
      }
      const event = wire(rows[0]);
      ack({ ok: true, event });
      io.to(`camera:${device.id}`).emit("motion:ended", {
        eventId: event.id,
        cameraDeviceId: device.id,
        startedAt: event.startedAt,
        endedAt: event.endedAt,
        durationMs: event.durationMs,
        videoId: null,
      });
    });
    const linked = await pool.query("select camera from device_links where client = $1", [device.id]);
    socket.join(linked.rows.map((row) => `camera:${row.camera}`));
  });
}
