import { log } from "./log.js";

/** What the server refuses, with its code. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.message ?? `The server answered ${status}`);
    this.status = status;
    this.code = problem.code;
  }
}

/** Calls as the person who is signed in, or as the device that has this token. */
export async function call(method, path, { body, token } = {}) {
  log("out", `${method} ${path}`, body);
  const answer = await fetch(path, {
    method,
    credentials: token ? "omit" : "same-origin",
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => { throw new Error("The server can't be reached"); });
  const text = await answer.text();
  const said = text && answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {};
  log("in", `${answer.status} ${path}`, said);
  if (!answer.ok) {
    throw new Refusal(answer.status, said ?? {});
  }
  return said;
}
