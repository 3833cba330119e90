import { find } from "./elements.js";

export function show(id, visible = true) {
  find(id).hidden = !visible;
}

let hiding;

/** What went wrong, for as long as it takes to read it. */
export function tell(message) {
  clearTimeout(hiding);
  find("alert").textContent = message;
  show("alert");
  hiding = setTimeout(() => show("alert", false), 8_000);
}

/** Runs it when the element is clicked, once at a time; what goes wrong is told. */
export function onClick(element, action) {
  element.addEventListener("click", () => guarded(element, action));
}

export async function guarded(element, action) {
  element.disabled = true;
  try {
    await action();
  } catch (trouble) {
    tell(trouble.message);
  } finally {
    element.disabled = false;
  }
}
