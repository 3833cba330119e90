import { Connection, kept } from "./device.js";
import { find } from "./elements.js";
import { tell } from "./page.js";
import { Viewer } from "./viewer.js";

const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));

/** Whether one of the server's keys has signed it, and it still holds: what any player would look at. */
async function verified(token) {
  if (!crypto.subtle) {
    throw new Error("Browsers let pages check signatures over HTTPS or on localhost only");
  }
  const [head, body, signature] = token.split(".");
  const { kid } = JSON.parse(new TextDecoder().decode(bytes(head)));
  const { keys } = await (await fetch("/.well-known/jwks.json")).json();
  const key = await crypto.subtle.importKey(
    "jwk", keys.find(each => each.kid === kid), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  const good = await crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" }, key, bytes(signature), new TextEncoder().encode(`${head}.${body}`));
  const claims = JSON.parse(new TextDecoder().decode(bytes(body)));
  if (!good || claims.exp * 1_000 < Date.now()) {
    throw new Error("The token is not good, or not any more");
  }
  return claims;
}

async function play() {
  const claims = await verified(location.hash.slice(1));
  find("claims").textContent = JSON.stringify(claims, null, 2);
  const device = kept();
  if (device?.id !== claims.sub) {
    throw new Error("Open the player from the tab of the phone that the token is for");
  }
  const connection = new Connection(device);
  connection.on("stream:ended", ({ id }) => {
    if (id === claims.streamSessionId) {
      find("carried").textContent = "It is over";
    }
  });
  await connection.ready;
  await new Viewer(connection, claims.streamSessionId).join();
}

play().catch(trouble => {
  find("carried").textContent = trouble.message;
  tell(trouble.message);
});
