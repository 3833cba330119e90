import { call } from "./api.js";
import { find, make } from "./elements.js";
import { onClick, show, tell } from "./page.js";
import { Viewer } from "./viewer.js";

/** This tab as a phone: links itself with cameras, asks for streams, and shows what it is told. */
export class Client {
  #connection;
  #viewer;

  constructor(connection) {
    this.#connection = connection;
  }

  async start() {
    show("client");
    this.#connection.on("stream:started", session => this.#watch(session.id));
    this.#connection.on("stream:ended", session => this.#ended(session));
    this.#connection.on("motion:detected", motion => this.#motion(motion));
    this.#connection.on("motion:ended", motion => this.#still(motion));
    this.#connection.on("device:presence", () => this.#look());
    onClick(find("look-again"), () => this.#look());
    onClick(find("end"), () => this.#end());
    onClick(find("token"), () => this.#token());
    onClick(find("push"), () => this.#push());
    this.#connection.on("command:status", status => this.#command(status));
    this.#connection.whenConnected(async () => {
      await this.#look();
      await this.#resume();
    });
  }

  async #look() {
    const [cameras, links] = await Promise.all([
      call("GET", "/devices?role=camera&status=active"),
      call("GET", `/device-links?clientDeviceId=${this.#connection.device.id}`),
    ]);
    const linked = new Set(links.items.map(link => link.cameraDeviceId));
    find("cameras").replaceChildren(...cameras.items.map(camera => this.#line(camera, linked.has(camera.id))));
    if (cameras.items.length === 0) {
      find("cameras").append(make("li", { className: "soft" }, "None yet: open this page in another tab and make that one a camera."));
    }
  }

  #line(camera, isLinked) {
    const button = make("button", { className: "main" }, isLinked ? "Watch" : "Link");
    onClick(button, () => isLinked ? this.#request(camera) : this.#link(camera));
    return make("li", { dataset: { camera: camera.id } },
      make("span", { className: `dot ${camera.presence}`, title: camera.presence }),
      make("span", { className: "grow" }, camera.name),
      button);
  }

  async #link(camera) {
    await call("POST", "/device-links", { body: { cameraDeviceId: camera.id, clientDeviceId: this.#connection.device.id } });
    await this.#look();
  }

  async #request(camera) {
    const before = this.#viewer?.id;
    const session = await this.#connection.call("POST", "/streams/request", { cameraDeviceId: camera.id });
    if (before && before !== session.id) {
      await this.#connection.call("POST", `/streams/${before}/end`, {});
    }
    this.#show(session.id, "Waiting for the camera");
    if (session.status === "streaming") {
      await this.#watch(session.id);
    }
  }

  /** What went on before the page was loaded again. */
  async #resume() {
    const { items } = await this.#connection.call("GET", "/streams/me/list?status=streaming&limit=1");
    if (items.length > 0) {
      await this.#watch(items[0].id);
    }
  }

  #show(id, text) {
    show("screen");
    show("claims", false);
    show("player", false);
    find("screen").dataset.stream = id;
    find("carried").textContent = text;
  }

  async #watch(id) {
    if (this.#viewer?.id === id) {
      return;
    }
    this.#show(id, "The camera has accepted");
    this.#viewer?.close();
    this.#viewer = new Viewer(this.#connection, id);
    await this.#viewer.join().catch(trouble => tell(trouble.message));
  }

  #ended({ id, endReason }) {
    if (find("screen").dataset.stream === id) {
      this.#viewer?.close();
      this.#viewer = undefined;
      find("carried").textContent = `It is over: ${endReason.replaceAll("_", " ")}`;
      find("video").srcObject = null;
    }
  }

  async #end() {
    await this.#connection.call("POST", `/streams/${find("screen").dataset.stream}/end`, {});
  }

  async #token() {
    const { token, url } = await this.#connection.call("GET", `/streams/${find("screen").dataset.stream}/playback-token`);
    const claims = JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    find("claims").textContent = JSON.stringify({ url, ...claims }, null, 2);
    find("player").href = `${url}#${token}`;
    show("claims");
    // A media server's own address is for players that send the token along.
    show("player", new URL(url).pathname.startsWith("/sim/"));
  }

  async #command({ commandId, status, error }) {
    const known = find("commands").querySelector(`[data-command="${commandId}"] output`);
    const text = error ? `${status}: ${error}` : status;
    if (known) {
      known.textContent = text;
      return;
    }
    const output = make("output", { className: "soft" }, text);
    const type = make("span", { className: "grow" }, "command");
    find("commands").prepend(make("li", { dataset: { command: commandId } }, type, output));
    type.textContent = (await call("GET", `/commands/${commandId}`)).commandType;
  }

  #motion({ eventId, cameraName, title, startedAt }) {
    find("motions").prepend(make("li", { dataset: { event: eventId } },
      make("span", { className: "dot moving" }),
      make("span", { className: "grow" }, `${cameraName}: ${title ?? "motion"}`),
      make("time", {}, new Date(startedAt).toLocaleTimeString())));
  }

  #still({ eventId, durationMs }) {
    const line = find("motions").querySelector(`[data-event="${eventId}"]`);
    line?.querySelector(".dot").classList.remove("moving");
    line?.append(make("span", { className: "soft" }, `${(durationMs / 1_000).toFixed(1)} s`));
  }

  async #push() {
    if (!navigator.serviceWorker) {
      throw new Error("Browsers let pages be told of things over HTTPS or on localhost only");
    }
    const { publicKey } = await call("GET", "/push/vapid-public-key").catch(refused => {
      throw refused.code === "not_found" ? new Error("Web Push is off here: start the server with VAPID_SUBJECT") : refused;
    });
    await navigator.serviceWorker.register("/sim/worker.js");
    const worker = await navigator.serviceWorker.ready;
    const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    await call("PATCH", `/devices/${this.#connection.device.id}`, { body: { pushToken: JSON.stringify(subscription) } });
    tell("You are told of motion while this tab is closed");
  }
}
