import { find } from "./elements.js";

/** What kept a call from being answered, in words that say what to do. */
export class Trouble extends Error {}

const WHAT_TO_DO = {
  401: "Your name and password are not accepted any more: reload the page to sign in again.",
  403: "The server refuses calls from this address: open the page at the address the server is known by.",
  404: "There is no such object any more.",
  413: "That is too large.",
  429: "Too many calls: wait a minute, then try again.",
  503: "Something the server needs is away: try again in a moment.",
};

/** Calls the server, and gives what it answers. */
export async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Trouble("The server can't be reached: see to it that it runs and you are connected, then try again.");
  }
  if (answer.ok) {
    return answer.status === 204 ? null : answer.json();
  }
  throw await troubleOf(answer);
}

async function troubleOf(answer) {
  const problem = await answer.json().catch(() => ({}));
  const wrong = (problem.errors ?? []).map(error => `${error.field} ${error.message}`).join("; ");
  const said = wrong || problem.title || `The server answered ${answer.status}`;
  const trouble = new Trouble(`${said}. ${WHAT_TO_DO[answer.status] ?? ""}`.trim());
  trouble.status = answer.status;
  return trouble;
}

/** Tells those who don't see the page. */
export function say(text) {
  find("said").textContent = text;
}

export function sizeOf(bytes) {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const number = bytes / 1000 ** power;
  return `${power === 0 ? number : number.toFixed(number < 10 ? 1 : 0)} ${units[power]}`;
}
