import { call, say, sizeOf, Trouble } from "./calls.js";
import { find, make } from "./elements.js";

const PAUSE = 250;

const list = find("list");
const more = find("more");
const dialog = find("confirm");

let round = 0;
let cursor = null;
let timer;
let wanted = null;

/** The list from its beginning; an answer that comes after the next question is thrown away. */
export function reload() {
  return load(null);
}

async function load(after) {
  const mine = ++round;
  more.disabled = true;
  try {
    const page = await call("GET", `/admin/objects?${query(after)}`);
    if (mine === round) {
      show(page, after !== null);
    }
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) {
      throw trouble;
    }
    if (mine === round) {
      found(trouble.message, true);
      cursor = after;
      more.textContent = "Try again";
      more.hidden = false;
    }
  } finally {
    if (mine === round) {
      more.disabled = false;
    }
  }
}

function query(after) {
  const parts = { prefix: find("below").value.trim(), search: find("search").value.trim(), cursor: after };
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value));
}

function show({ items, nextCursor }, isMore) {
  const rows = items.map(row);
  const focused = document.activeElement === more || document.activeElement === document.body;
  if (isMore) {
    list.append(...rows);
  } else {
    list.replaceChildren(...rows);
  }
  cursor = nextCursor;
  more.textContent = items.length === 0 ? "Look further" : "Load more";
  more.hidden = !nextCursor;
  if (isMore && focused) {
    rows[0]?.querySelector("a").focus();
  }
  found(summary(list.children.length, nextCursor));
}

function summary(count, goesOn) {
  if (count === 0) {
    return goesOn ? "None so far: there are more to look at." : "There are none.";
  }
  return `${count.toLocaleString()} ${count === 1 ? "object" : "objects"}${goesOn ? " so far" : ""}`;
}

function found(text, isProblem = false) {
  find("found").className = isProblem ? "problem" : "hint";
  find("found").textContent = text;
}

function row(object) {
  const when = new Date(object.lastModified).toLocaleString();
  const download = make("a", { className: "button", href: object.downloadUrl, download: "" }, "Download");
  download.ariaLabel = `Download ${object.objectKey}`;
  const remove = make("button", { type: "button", className: "danger" }, "Delete");
  remove.ariaLabel = `Delete ${object.objectKey}`;
  const line = make(
    "li",
    {},
    make(
      "div",
      {},
      make("span", { className: "key" }, object.objectKey),
      make("span", { className: "about" }, `${sizeOf(object.sizeBytes)}, ${when}`),
    ),
    make("div", { className: "actions" }, download, remove),
  );
  remove.addEventListener("click", () => ask(object.objectKey, line));
  return line;
}

function ask(key, line) {
  wanted = { key, line };
  find("confirm-key").textContent = key;
  find("confirm-problem").textContent = "";
  dialog.showModal();
}

async function remove() {
  const { key, line } = wanted;
  find("confirm-yes").disabled = true;
  try {
    await call("DELETE", `/admin/object?${new URLSearchParams({ objectKey: key })}`);
    gone(key, line);
  } catch (trouble) {
    if (trouble.status === 404) {
      gone(key, line);
    } else {
      find("confirm-problem").textContent =
        trouble instanceof Trouble ? trouble.message : "Something broke: reload the page.";
    }
  } finally {
    find("confirm-yes").disabled = false;
  }
}

/** The focus goes on to the neighbour, not to the page's beginning. */
function gone(key, line) {
  const neighbour = line.nextElementSibling ?? line.previousElementSibling;
  dialog.close();
  line.remove();
  (neighbour?.querySelector(".danger") ?? find("search")).focus();
  found(summary(list.children.length, cursor));
  say(`${key} is deleted`);
}

function typed() {
  clearTimeout(timer);
  timer = setTimeout(reload, PAUSE);
}

find("search").addEventListener("input", typed);
find("below").addEventListener("input", typed);
more.addEventListener("click", () => load(cursor));
find("confirm-no").addEventListener("click", () => dialog.close());
find("confirm-yes").addEventListener("click", remove);
reload();
