/**
 * As much of a Socket.IO client as these pages need: one namespace, WebSocket only, nothing kept while there is no
 * connection. It has the names of the official client, so that that one can take its place.
 */
const ENGINE = { close: "1", ping: "2", pong: "3", message: "4" };
const PACKET = { connect: "0", disconnect: "1", event: "2", ack: "3", refused: "4", binaryEvent: "5", binaryAck: "6" };
const HEAD = /^(\d)(?:(\d+)-)?(\d+)?(.*)$/su;
const SHORTEST_WAIT = 1_000;
const LONGEST_WAIT = 5_000;

/** Connects at once, and again whenever the connection is lost. */
export function io({ auth }) {
  const socket = new Socket(auth);
  socket.connect();
  return socket;
}

class Emitter {
  #handlers = new Map();

  on(event, handler) {
    this.#handlers.set(event, [...this.#of(event), handler]);
  }

  off(event, handler) {
    this.#handlers.set(event, this.#of(event).filter(each => each !== handler));
  }

  happens(event, ...args) {
    this.#of(event).forEach(handler => handler(...args));
  }

  #of(event) {
    return this.#handlers.get(event) ?? [];
  }
}

class Socket extends Emitter {
  connected = false;
  recovered = false;
  id = undefined;
  io = Object.assign(new Emitter(), { engine: { transport: { name: "websocket" } } });

  #auth;
  #wire;
  #any = [];
  #session;
  #offset;
  #attempts = 0;
  #nextAck = 0;
  #awaited = new Map();
  #unfinished;
  #silence;
  #patience;

  constructor(auth) {
    super();
    this.#auth = auth;
  }

  onAny(handler) {
    this.#any.push(handler);
  }

  connect() {
    const address = new URL("/socket.io/?EIO=4&transport=websocket", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const wire = new WebSocket(address);
    wire.binaryType = "arraybuffer";
    wire.onmessage = ({ data }) => this.#heard(data);
    wire.onclose = () => this.#lost("transport close");
    this.#wire = wire;
  }

  timeout(milliseconds) {
    return { emitWithAck: (event, ...args) => this.#ask(milliseconds, event, args) };
  }

  #ask(milliseconds, event, args) {
    if (!this.connected) {
      return Promise.reject(new Error("There is no connection"));
    }
    const { promise, resolve, reject } = Promise.withResolvers();
    const number = this.#nextAck++;
    const late = setTimeout(() => this.#awaited.get(number)?.reject(new Error("Nobody answered in time")), milliseconds);
    this.#awaited.set(number, { resolve, reject });
    this.#send(PACKET.event, PACKET.binaryEvent, number, [event, ...args]);
    return promise.finally(() => {
      clearTimeout(late);
      this.#awaited.delete(number);
    });
  }

  #send(plain, binary, number, content) {
    const attachments = [];
    const text = JSON.stringify(content, (_, value) => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        return { _placeholder: true, num: attachments.push(value) - 1 };
      }
      return value;
    });
    this.#wire.send(ENGINE.message + (attachments.length ? `${binary}${attachments.length}-` : plain) + number + text);
    attachments.forEach(each => this.#wire.send(each));
  }

  #heard(data) {
    if (typeof data !== "string") {
      this.#attached(data);
    } else if (data[0] === ENGINE.message) {
      this.#packet(HEAD.exec(data.slice(1)));
    } else if (data[0] === ENGINE.ping) {
      this.#wire.send(ENGINE.pong);
      this.#listen();
    } else if (data[0] === ENGINE.close) {
      this.#wire.close();
    } else {
      this.#opened(JSON.parse(data.slice(1)));
    }
  }

  #opened({ pingInterval, pingTimeout }) {
    this.#patience = pingInterval + pingTimeout;
    this.#listen();
    const earlier = this.#session === undefined ? {} : { pid: this.#session, offset: this.#offset };
    this.#wire.send(ENGINE.message + PACKET.connect + JSON.stringify({ ...earlier, ...this.#auth }));
  }

  /** The server pings; when it doesn't any more, nobody tells that the connection is gone. */
  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost("ping timeout"), this.#patience);
  }

  #packet([, type, attachments, number, text]) {
    const packet = { type, number, content: text && JSON.parse(text), missing: Number(attachments ?? 0), attachments: [] };
    if (packet.missing > 0) {
      this.#unfinished = packet;
    } else {
      this.#take(packet);
    }
  }

  #attached(bytes) {
    const packet = this.#unfinished;
    packet.attachments.push(bytes);
    if (packet.attachments.length === packet.missing) {
      this.#unfinished = undefined;
      this.#take({ ...packet, content: filled(packet.content, packet.attachments) });
    }
  }

  #take({ type, number, content }) {
    switch (type) {
      case PACKET.connect:
        this.#connected(content);
        break;
      case PACKET.refused:
        this.#end();
        this.happens("connect_error", Object.assign(new Error(content.message), { data: content.data }));
        break;
      case PACKET.disconnect:
        this.#end();
        this.#over("io server disconnect");
        break;
      case PACKET.ack:
      case PACKET.binaryAck:
        this.#awaited.get(Number(number))?.resolve(content[0]);
        break;
      default:
        this.#event(number, content);
    }
  }

  #connected({ sid, pid }) {
    const again = this.#attempts > 0;
    this.recovered = pid !== undefined && pid === this.#session;
    this.#session = pid;
    this.#attempts = 0;
    this.id = sid;
    this.connected = true;
    this.happens("connect");
    if (again) {
      this.io.happens("reconnect");
    }
  }

  /** What a recovered session is told again begins after the last thing that came with a place. */
  #event(number, [event, ...args]) {
    if (this.#session !== undefined && typeof args.at(-1) === "string") {
      this.#offset = args.at(-1);
    }
    if (number !== undefined) {
      args.push((...answer) => this.#send(PACKET.ack, PACKET.binaryAck, number, answer));
    }
    this.#any.forEach(handler => handler(event, ...args));
    this.happens(event, ...args);
  }

  #lost(reason) {
    this.#end();
    if (this.connected) {
      this.#over(reason);
    } else {
      this.happens("connect_error", new Error("The server can't be reached"));
    }
    this.#again();
  }

  #over(reason) {
    this.connected = false;
    this.#awaited.forEach(({ reject }) => reject(new Error("The connection was lost")));
    this.happens("disconnect", reason);
  }

  #end() {
    clearTimeout(this.#silence);
    this.#unfinished = undefined;
    this.#wire.onmessage = null;
    this.#wire.onclose = null;
    this.#wire.close();
  }

  /** Not all at once, after a server that many were connected with has gone. */
  #again() {
    const wait = Math.min(SHORTEST_WAIT * 2 ** this.#attempts, LONGEST_WAIT) * (0.5 + Math.random());
    this.#attempts += 1;
    setTimeout(() => {
      this.io.happens("reconnect_attempt", this.#attempts);
      this.connect();
    }, wait);
  }
}

/** The same with bytes where there are places for them. */
function filled(value, attachments) {
  if (Array.isArray(value)) {
    return value.map(each => filled(each, attachments));
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  return value._placeholder === true
    ? attachments[value.num]
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filled(each, attachments)]));
}
