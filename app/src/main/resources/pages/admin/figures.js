import { call, Trouble } from "./calls.js";
import { find, make } from "./elements.js";

const EVERY = 5_000;
const HEIGHT = 100;
const STEP = 10;
const SVG = "http://www.w3.org/2000/svg";

const words = code => code.replaceAll("_", " ");
const hour = time => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const number = count => count.toLocaleString();

let timer;
let asking = false;

/** One question at a time, and none while nobody looks. */
async function refresh() {
  clearTimeout(timer);
  if (document.hidden || asking) {
    return;
  }
  asking = true;
  try {
    show(await call("GET", "/admin/figures"));
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) {
      throw trouble;
    }
    lost(trouble.message);
  } finally {
    asking = false;
    timer = setTimeout(refresh, EVERY);
  }
}

function show({ at, fleet, closes, health }) {
  pulse(`Up to date at ${new Date(at).toLocaleTimeString()}`, "ok");
  find("now-title").parentElement.classList.remove("stale");
  checks(health);
  counts("closes", Object.fromEntries(Object.entries(closes).filter(([, count]) => count > 0)));
  if (fleet) {
    find("cameras").textContent = atMost(fleet.cameras, fleet);
    find("clients").textContent = atMost(fleet.clients, fleet);
    counts("commands", fleet.commands);
    motion(fleet);
  } else {
    pulse("The database does not answer: what it knows is as it was", "lost");
  }
}

function lost(message) {
  pulse(message, "lost");
  find("now-title").parentElement.classList.add("stale");
}

/** A text that stays as it is isn't said again; nobody wants to hear the time every five seconds. */
function pulse(text, state) {
  const element = find("pulse");
  element.ariaLive = state === "ok" && element.classList.contains("ok") ? "off" : "polite";
  element.className = `pulse ${state}`;
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function atMost(count, { most }) {
  return number(count) + (count >= most ? "+" : "");
}

function checks({ version, uptimeSeconds, checks }) {
  const lines = Object.entries(checks).map(([name, { status, detail }]) =>
    make(
      "li",
      { className: detail ? `${status} told` : status },
      status === "ok" ? name : `${name}: ${status}`,
      ...(detail ? [make("small", {}, detail)] : []),
    ),
  );
  find("checks").replaceChildren(...lines);
  find("checks").title = `Version ${version}, up for ${Math.floor(uptimeSeconds / 60)} minutes`;
}

function counts(id, byName) {
  const lines = Object.entries(byName).map(([name, count]) =>
    make(
      "div",
      { className: count === 0 ? "none" : "" },
      make("dt", {}, words(name)),
      make("dd", {}, number(count)),
    ),
  );
  const none = make("div", { className: "none" }, make("dt", {}, "none yet"));
  find(id).replaceChildren(...(lines.length > 0 ? lines : [none]));
}

function motion(fleet) {
  const hours = fleet.motion;
  const highest = Math.max(1, ...hours.map(each => each.count));
  const sum = hours.reduce((before, each) => before + each.count, 0);
  find("motion-sum").textContent = `${atMost(sum, fleet)} in all`;
  const chart = document.createElementNS(SVG, "svg");
  chart.setAttribute("viewBox", `0 0 ${hours.length * STEP} ${HEIGHT}`);
  chart.setAttribute("preserveAspectRatio", "none");
  chart.append(...hours.map((each, index) => bar(each, index, highest)));
  const axis = make(
    "div",
    { className: "axis" },
    make("span", {}, hour(hours[0].since)),
    make("span", {}, `most: ${number(Math.max(...hours.map(each => each.count)))}`),
    make("span", {}, "now"),
  );
  find("motion").replaceChildren(chart, axis);
  find("motion").ariaLabel = `${sum} motion events in 24 hours, at most ${highest} in one; ${hours.at(-1).count} in this one`;
}

function bar({ since, count }, index, highest) {
  const height = count === 0 ? 1 : Math.max(3, (count / highest) * HEIGHT);
  const element = document.createElementNS(SVG, "rect");
  const place = { x: index * STEP + 1.5, y: HEIGHT - height, width: STEP - 3, height };
  Object.entries(place).forEach(([name, value]) => element.setAttribute(name, value));
  element.setAttribute("class", count === 0 ? "bar empty" : "bar");
  const title = document.createElementNS(SVG, "title");
  title.textContent = `${hour(since)}: ${number(count)}`;
  element.append(title);
  return element;
}

document.addEventListener("visibilitychange", refresh);
refresh();
