import { call, Refusal } from "./api.js";
import { Camera } from "./camera.js";
import { Client } from "./client.js";
import { Connection, forget, kept, notice, register, startOver } from "./device.js";
import { find } from "./elements.js";
import { guarded, onClick, show, tell } from "./page.js";

async function signedIn() {
  const session = await call("GET", "/api/auth/get-session");
  return session?.user !== undefined;
}

async function begin() {
  const said = notice();
  if (said) {
    tell(said);
  }
  if (!await signedIn()) {
    forget();
    show("account");
    find("email").value ||= `somebody-${Math.random().toString(36).slice(2, 8)}@example.test`;
    find("password").value ||= "correct horse 1";
    return;
  }
  show("account", false);
  const device = kept();
  if (device) {
    await be(device);
  } else {
    show("device");
    find("device-name").value ||= "Porch";
  }
}

function explained(refused) {
  if (refused instanceof Refusal && refused.status === 429) {
    return new Error("Too often: wait ten seconds");
  }
  return refused.code === "INVALID_ORIGIN"
    ? new Error(`The server does not know this address as its own: start it with BETTER_AUTH_BASE_URL=${location.origin}`)
    : refused;
}

async function be(device) {
  show("device", false);
  show("remove");
  find("title").textContent = device.name;
  document.title = `${device.name} – Vedette simulator`;
  const connection = new Connection(device);
  connection.on("connect_error", ({ data }) => {
    if (["unauthenticated", "device_disabled"].includes(data?.code)) {
      startOver("This device is no more, or disabled: make another one");
    }
  });
  await (device.role === "camera" ? new Camera(connection) : new Client(connection)).start();
}

function form(id, action) {
  find(id).addEventListener("submit", event => {
    event.preventDefault();
    guarded(event.submitter, () => action(event.submitter.value));
  });
}

form("account-form", async way => {
  const body = { email: find("email").value, password: find("password").value };
  try {
    await (way === "up"
      ? call("POST", "/api/auth/sign-up/email", { body: { ...body, name: body.email.split("@")[0] } })
      : call("POST", "/api/auth/sign-in/email", { body }));
  } catch (refused) {
    throw explained(refused);
  }
  await begin();
});

form("device-form", async role => be(await register(find("device-name").value, role)));

onClick(find("sign-out"), async () => {
  await call("POST", "/api/auth/sign-out", { body: {} });
  show("device", false);
  await begin();
});

onClick(find("remove"), async () => {
  await call("DELETE", `/devices/${kept().id}`);
  forget();
  location.reload();
});

begin().catch(trouble => tell(trouble.message));
