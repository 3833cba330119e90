import { call } from "./api.js";
import { find } from "./elements.js";
import { log } from "./log.js";
import { tell } from "./page.js";
import { io } from "./socket.js";

const KEPT = "vedette.device";
const BEAT_EVERY = 10_000;
const BEFORE_COMING_AGAIN = 1_000;
const NOTICE = "vedette.notice";

/** This tab's device: kept over a reload, and by no other tab. */
export const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "null");

export async function register(name, role) {
  const { device, deviceToken } = await call("POST", "/devices/register", { body: { name, role, platform: "simulator" } });
  const own = { id: device.id, name, role, token: deviceToken };
  sessionStorage.setItem(KEPT, JSON.stringify(own));
  return own;
}

export const forget = () => sessionStorage.removeItem(KEPT);

/** Begins anew without a device, and says why. */
export function startOver(notice) {
  forget();
  sessionStorage.setItem(NOTICE, notice);
  location.reload();
}

/** What the page before had to say. */
export function notice() {
  const text = sessionStorage.getItem(NOTICE);
  sessionStorage.removeItem(NOTICE);
  return text;
}

/** Its socket: reconnects by itself, and says how it is doing. */
export class Connection {
  #reconnects = 0;
  #latency;

  constructor(device) {
    this.device = device;
    this.socket = io({ auth: { token: device.token } });
    this.socket.onAny((event, ...args) => event === "stream:frame" || log("in", event, args[0]));
    this.socket.on("connect", () => this.#connected());
    this.socket.on("disconnect", reason => {
      this.#lost(reason);
      if (reason === "io server disconnect") {
        this.#comeAgain();
      }
    });
    this.socket.on("connect_error", error => this.#lost(error.data?.code ?? error.message));
    this.socket.io.on("reconnect", () => { this.#reconnects += 1; });
    this.socket.io.on("reconnect_attempt", attempt => this.#say("lost", `Reconnecting, try ${attempt} …`));
    this.ready = new Promise(done => this.socket.on("connect", done));
    setInterval(() => this.#beat(), BEAT_EVERY);
  }

  on(event, handler) {
    this.socket.on(event, handler);
  }

  /** Now, if it is, and each time that it is again. */
  whenConnected(action) {
    const guarded = () => action().catch(trouble => tell(trouble.message));
    this.socket.on("connect", guarded);
    if (this.socket.connected) {
      guarded();
    }
  }

  call(method, path, body) {
    return call(method, path, { body, token: this.device.token });
  }

  /** What the server acknowledges; what it refuses is an error. */
  async ask(event, payload) {
    if (event !== "stream:frame") {
      log("out", event, payload);
    }
    const answer = await this.socket.timeout(10_000).emitWithAck(event, payload);
    if (!answer.ok) {
      throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    }
    return answer;
  }

  async #beat() {
    if (this.socket.connected) {
      const before = performance.now();
      await this.ask("heartbeat", {}).catch(() => {});
      this.#latency = Math.round(performance.now() - before);
      this.#tell();
    }
  }

  #connected() {
    log("self", this.socket.recovered ? "recovered" : "connected", { sid: this.socket.id });
    this.#tell();
    this.#beat();
  }

  /** The client doesn't by itself where the server has ended it: if this device is no more, it is told so then. */
  #comeAgain() {
    setTimeout(() => this.socket.connect(), BEFORE_COMING_AGAIN);
  }

  #lost(reason) {
    log("self", "not connected", { reason });
    this.#say("lost", `Not connected: ${reason}`);
  }

  #tell() {
    const parts = ["Connected by " + this.socket.io.engine.transport.name];
    if (this.#latency !== undefined) {
      parts.push(`${this.#latency} ms`);
    }
    if (this.#reconnects) {
      parts.push(`${this.socket.recovered ? "recovered" : "anew"} after ${this.#reconnects} losses`.replace(/ 1 losses/u, " a loss"));
    }
    this.#say("ok", parts.join(", "));
  }

  #say(state, text) {
    const element = find("connection");
    element.className = `pulse ${state}`;
    element.textContent = text;
  }
}
