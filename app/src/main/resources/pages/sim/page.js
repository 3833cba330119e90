/** Small words for elements. */
export const find = id => document.getElementById(id);

export function show(id, visible = true) {
  find(id).hidden = !visible;
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value != null) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
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
