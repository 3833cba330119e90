import { find } from "./elements.js";
import { connectBy } from "./gateway.js";
import { log } from "./log.js";
import { onClick, show } from "./page.js";
import { Sender } from "./peers.js";
import { filmed, still } from "./picture.js";

const BETWEEN_FRAMES = 220;

/** This tab as a camera: accepts every stream, and sends by WebRTC to whoever joins, or picture by picture to whoever can't. */
export class Camera {
  #connection;
  #stream;
  #motion;
  /** By session: its credentials, who is connected, and who gets frames. */
  #sessions = new Map();

  constructor(connection) {
    this.#connection = connection;
  }

  async start() {
    show("camera");
    const { stream, source } = await filmed();
    this.#stream = stream;
    find("preview").srcObject = stream;
    find("source").textContent = source;
    onClick(find("motion"), () => this.#toggleMotion());
    this.#connection.on("command:received", (command, confirm) => this.#obey(command, confirm));
    this.#connection.on("webrtc:signal", signal => this.#hear(signal));
    this.#connection.on("stream:ended", session => this.#ended(session));
    this.#connection.whenConnected(() => this.#resume());
    setInterval(() => this.#sendFrames(), BETWEEN_FRAMES);
  }

  async #obey({ commandId, commandType, payload }, confirm) {
    confirm?.();
    if (commandType === "start_stream") {
      await this.#accept(payload.streamSessionId);
    } else {
      await this.#connection.ask("command:ack", { commandId, status: "acknowledged" });
    }
  }

  async #accept(id) {
    try {
      await this.#open(id, this.#connection.call("POST", `/streams/${id}/accept`));
    } catch (trouble) {
      this.#ended({ id });
      log("self", "not accepted", { reason: trouble.message });
    }
  }

  /** What went on, or ended, while this page was not connected; those who watch join anew. */
  async #resume() {
    const known = [...this.#sessions.keys()];
    await Promise.allSettled([...this.#sessions.values()].map(session => session.access));
    const { items } = await this.#connection.call("GET", "/streams/me/list?status=streaming");
    const open = items.map(session => session.id);
    known.filter(id => !open.includes(id)).forEach(id => this.#ended({ id }));
    for (const id of open.filter(each => !this.#sessions.has(each))) {
      await this.#open(id);
      await this.#say(id, undefined, { type: "hello" });
    }
  }

  /** Who watches may be quicker than the answer that lets this camera send, so the session is known before. */
  async #open(id, accepted) {
    const access = Promise.resolve(accepted)
      .then(() => this.#connection.call("GET", `/streams/${id}/publish-credentials`));
    const session = { access, peers: new Map(), byFrames: new Set() };
    this.#sessions.set(id, session);
    this.#count();
    if ((await access).urls.whip) {
      await this.#publish(session).catch(trouble => log("self", "not published", { reason: trouble.message }));
    }
  }

  /** Once for all who watch, where a media server hands it on. */
  async #publish(session) {
    const { urls, token, iceServers } = await session.access;
    const connection = new RTCPeerConnection({ iceServers });
    this.#stream.getTracks().forEach(track => connection.addTrack(track, this.#stream));
    session.unpublish = await connectBy(urls.whip, token, connection);
  }

  #say(streamSessionId, toDeviceId, data) {
    return this.#connection.ask("webrtc:signal", { streamSessionId, toDeviceId, data });
  }

  async #hear({ streamSessionId, fromDeviceId, data }) {
    const session = this.#sessions.get(streamSessionId);
    if (!session) {
      return;
    }
    const peer = session.peers.get(data.callId);
    switch (data.type) {
      case "join":
        await this.#join(streamSessionId, session, fromDeviceId, data.callId);
        break;
      case "relay":
        session.byFrames[data.wanted ? "add" : "delete"](fromDeviceId);
        break;
      case "answer":
        await peer?.described({ type: "answer", sdp: data.sdp });
        break;
      case "ice":
        await peer?.reachable(data);
        break;
      case "bye":
        peer?.close();
        session.peers.delete(data.callId);
        session.byFrames.delete(fromDeviceId);
        break;
      default:
    }
    this.#count();
  }

  async #join(id, session, viewer, callId) {
    session.byFrames.delete(viewer);
    const { iceServers } = await session.access;
    const peer = new Sender(iceServers, callId, data => this.#say(id, viewer, data), this.#stream);
    session.peers.set(callId, peer);
    await peer.offer();
  }

  #ended({ id }) {
    const session = this.#sessions.get(id);
    session?.peers.forEach(peer => peer.close());
    session?.unpublish?.();
    this.#sessions.delete(id);
    this.#count();
  }

  async #sendFrames() {
    const wanted = [...this.#sessions].filter(([, session]) => session.byFrames.size > 0);
    if (wanted.length === 0 || !this.#connection.socket.connected) {
      return;
    }
    const frame = await still(find("preview"));
    for (const [streamSessionId] of frame ? wanted : []) {
      this.#connection.ask("stream:frame", { streamSessionId, frame, at: new Date().toISOString() }).catch(() => {});
    }
  }

  async #toggleMotion() {
    const button = find("motion");
    if (this.#motion) {
      await this.#connection.ask("motion:end", { eventId: this.#motion });
      this.#motion = undefined;
    } else {
      const { event } = await this.#connection.ask("motion:start", { title: "Something moved" });
      this.#motion = event.id;
    }
    button.textContent = this.#motion ? "Motion ends" : "Motion begins";
    button.setAttribute("aria-pressed", String(Boolean(this.#motion)));
  }

  #count() {
    const streams = this.#sessions.size;
    find("watching").textContent = streams === 0 ? "Nobody watches" : streams === 1 ? "One stream" : `${streams} streams`;
  }
}
