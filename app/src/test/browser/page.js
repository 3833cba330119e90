"use strict";

const PATIENCE = 20_000;
const heard = [];
let socket;

/** What a test can read: buffers as the numbers in them. */
function plain(value) {
  return JSON.stringify(value, (_, part) => (part instanceof ArrayBuffer ? `bytes: ${new Uint8Array(part)}` : part));
}

/** Keeps all that comes over a new socket until a test asks for it, and says "yes" to whatever wants an answer. */
function connect(server, options) {
  socket = io(server, { forceNew: true, reconnectionDelay: 10, reconnectionDelayMax: 50, ...options });
  socket.on("connect", () => heard.push(["connect"]));
  socket.on("disconnect", (reason) => heard.push(["disconnect", reason]));
  socket.on("connect_error", (error) => heard.push(["connect_error", error.message, error.data]));
  socket.onAny((event, ...said) => {
    const answer = typeof said.at(-1) === "function" ? said.pop() : () => {};
    heard.push([event, ...said]);
    answer("yes");
  });
}

async function ask(event, ...payloads) {
  const answers = payloads.map((payload) => socket.timeout(PATIENCE).emitWithAck(event, payload));
  return plain(await Promise.all(answers));
}

/** Calls as a page's own code would; status 0 is what a page gets that may not know more. */
async function call(url, options) {
  try {
    const reply = await fetch(url, { credentials: "include", ...options });
    return plain({ status: reply.status, token: reply.headers.get("set-auth-token"), text: await reply.text() });
  } catch (error) {
    return plain({ status: 0, text: String(error) });
  }
}
