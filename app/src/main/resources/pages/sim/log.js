import { find, make } from "./elements.js";

const MOST = 500;
const SECRET_OR_LONG = /^(token|deviceToken|credential|sdp|pushToken)$/u;
const TOKEN_IN_URL = /(?<=[?#&]token=.{12})[^&]+/gu;
const NAMES = { in: "from the server", out: "to the server", self: "here" };

/** Writes down what happens: `in` came from the server, `out` went there, `self` happened on this page. */
export function log(kind, name, detail) {
  const text = detail === undefined ? "" : shortened(detail);
  const time = new Date().toLocaleTimeString([], { hour12: false }) + "." + String(Date.now() % 1000).padStart(3, "0");
  const line = make("li", { dataset: { kind } },
    make("time", {}, time),
    make("span", { className: `way ${kind}`, title: NAMES[kind] }, kind === "in" ? "←" : kind === "out" ? "→" : "·"),
    make("strong", {}, name),
    make("code", {}, text));
  line.hidden = !isWanted(line);
  const list = find("log");
  list.prepend(line);
  while (list.childElementCount > MOST) {
    list.lastElementChild.remove();
  }
}

/** Tokens and pictures are nothing to read, and a password is nobody's business. */
function shortened(detail) {
  const text = JSON.stringify(detail, (key, value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return `${value.byteLength} bytes`;
    }
    if (typeof value !== "string") {
      return value;
    }
    if (key === "password") {
      return "…";
    }
    return SECRET_OR_LONG.test(key) && value.length > 12 ? value.slice(0, 12) + "…" : value.replace(TOKEN_IN_URL, "…");
  });
  return text.length > 600 ? text.slice(0, 600) + "…" : text;
}

function isWanted(line) {
  const kinds = [...document.querySelectorAll("[data-kind][type=checkbox]")];
  const search = find("log-search").value.toLowerCase();
  return kinds.some(box => box.dataset.kind === line.dataset.kind && box.checked)
    && line.textContent.toLowerCase().includes(search);
}

function filter() {
  for (const line of find("log").children) {
    line.hidden = !isWanted(line);
  }
}

document.querySelectorAll("[data-kind][type=checkbox]").forEach(box => box.addEventListener("change", filter));
find("log-search").addEventListener("input", filter);
find("log-clear").addEventListener("click", () => find("log").replaceChildren());
