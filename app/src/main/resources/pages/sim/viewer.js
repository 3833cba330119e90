import { find } from "./elements.js";
import { connectBy } from "./gateway.js";
import { log } from "./log.js";
import { show } from "./page.js";
import { Receiver } from "./peers.js";

const PATIENCE = 6_000;

/** Shows one session on a screen: by WebRTC, or frame by frame where nothing else gets through. */
export class Viewer {
  #connection;
  #id;
  #callId;
  #peer;
  #leave;
  #way;
  #frames = 0;
  #byFrames = false;
  #late;

  constructor(connection, id) {
    this.#connection = connection;
    this.#id = id;
    this.heard = signal => this.#hear(signal);
    this.framed = frame => this.#draw(frame);
    connection.on("webrtc:signal", this.heard);
    connection.on("stream:frame", this.framed);
  }

  get id() {
    return this.#id;
  }

  async join() {
    const access = await this.#connection.call("GET", `/streams/${this.#id}/subscribe-credentials`);
    this.#say("Connecting to the camera …");
    this.#peer?.close();
    this.#byFrames = false;
    this.#callId = crypto.randomUUID?.() ?? String(Math.random());
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.#fallBack(), PATIENCE);
    try {
      this.#peer = new Receiver(
        access.iceServers, this.#callId, data => this.#signal(data), find("video"), state => this.#changed(state));
      await this.#ask(access);
    } catch (trouble) {
      log("self", "no webrtc", { reason: trouble.message });
      this.#fallBack();
    }
  }

  /** What comes late still takes the place of frames, and what breaks makes room for them. */
  #changed(state) {
    if (state === "connected") {
      this.#showVideo();
    } else if (state === "failed") {
      this.#fallBack();
    }
  }

  /** The media server, if one hands it on, or the camera itself. */
  async #ask({ urls, token }) {
    this.#way = urls.whep ? "Through the media server" : "From browser to browser";
    if (urls.whep) {
      this.#peer.connection.addTransceiver("video", { direction: "recvonly" });
      this.#leave = await connectBy(urls.whep, token, this.#peer.connection);
    } else {
      await this.#signal({ type: "join", callId: this.#callId });
    }
  }

  #signal(data) {
    return this.#connection.ask("webrtc:signal", { streamSessionId: this.#id, data });
  }

  async #hear({ streamSessionId, data }) {
    if (streamSessionId !== this.#id) {
      return;
    }
    if (data.type === "hello") {
      await this.join();
    } else if (data.callId === this.#callId && data.type === "offer") {
      await this.#peer.answer(data.sdp);
    } else if (data.callId === this.#callId && data.type === "ice") {
      await this.#peer.reachable(data);
    }
  }

  #showVideo() {
    clearTimeout(this.#late);
    show("video");
    show("frames", false);
    this.#say(this.#way);
    this.#wantFrames(false);
  }

  #fallBack() {
    clearTimeout(this.#late);
    show("video", false);
    show("frames");
    this.#say("Picture by picture through the server");
    this.#wantFrames(true);
  }

  #wantFrames(wanted) {
    if (this.#byFrames !== wanted) {
      this.#byFrames = wanted;
      this.#signal({ type: "relay", wanted }).catch(trouble => log("self", "signal lost", { reason: trouble.message }));
    }
  }

  async #draw({ streamSessionId, frame }) {
    if (streamSessionId !== this.#id || find("frames").hidden) {
      return;
    }
    const picture = await createImageBitmap(new Blob([frame], { type: "image/jpeg" }));
    const canvas = find("frames");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    this.#frames += 1;
    canvas.dataset.frames = String(this.#frames);
  }

  #say(text) {
    find("carried").textContent = text;
  }

  close() {
    clearTimeout(this.#late);
    this.#signal({ type: "bye", callId: this.#callId }).catch(() => {});
    this.#leave?.();
    this.#peer?.close();
    this.#connection.socket.off("webrtc:signal", this.heard);
    this.#connection.socket.off("stream:frame", this.framed);
  }
}
