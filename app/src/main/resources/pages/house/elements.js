/** Makes an element with these properties, what is in its dataset among them, and this inside. */
export function make(name, { dataset = {}, ...properties } = {}, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  Object.assign(element.dataset, dataset);
  element.append(...inside);
  return element;
}

export function find(id) {
  return document.getElementById(id);
}
