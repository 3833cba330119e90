import { log } from "./log.js";

/**
 * A connection between two browsers. What they have to say to each other goes through the server as `webrtc:signal`:
 * the one who watches says `join`, the camera offers, the other answers, and both tell where they may be reached.
 */
class Peer {
  constructor(iceServers, callId, say) {
    this.callId = callId;
    this.say = data => say({ callId, ...data }).catch(trouble => log("self", "signal lost", { reason: trouble.message }));
    this.connection = new RTCPeerConnection({ iceServers });
    this.connection.onicecandidate = ({ candidate }) => this.say(candidate
      ? { type: "ice", candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex }
      : { type: "ice", candidate: "" });
    this.connection.onconnectionstatechange = () => log("self", "webrtc", { state: this.connection.connectionState });
    this.early = [];
  }

  async described(description) {
    await this.connection.setRemoteDescription(description);
    for (const candidate of this.early.splice(0)) {
      await this.#reachable(candidate);
    }
  }

  /** Where the other may be reached may be heard before what it offers. */
  async reachable(candidate) {
    if (this.connection.remoteDescription) {
      await this.#reachable(candidate);
    } else {
      this.early.push(candidate);
    }
  }

  async #reachable({ candidate, sdpMid, sdpMLineIndex }) {
    await this.connection.addIceCandidate(candidate ? { candidate, sdpMid, sdpMLineIndex } : null).catch(() => {});
  }

  close() {
    this.connection.close();
  }
}

/** The camera's end. */
export class Sender extends Peer {
  constructor(iceServers, callId, say, stream) {
    super(iceServers, callId, say);
    stream.getTracks().forEach(track => this.connection.addTrack(track, stream));
  }

  async offer() {
    await this.connection.setLocalDescription();
    await this.say({ type: "offer", sdp: this.connection.localDescription.sdp });
  }
}

/** The end of who watches. */
export class Receiver extends Peer {
  constructor(iceServers, callId, say, video, changed) {
    super(iceServers, callId, say);
    this.connection.addEventListener("connectionstatechange", () => changed(this.connection.connectionState));
    this.connection.ontrack = ({ track, streams }) => { video.srcObject = streams[0] ?? new MediaStream([track]); };
  }

  async answer(sdp) {
    await this.described({ type: "offer", sdp });
    await this.connection.setLocalDescription();
    await this.say({ type: "answer", sdp: this.connection.localDescription.sdp });
  }
}
