/** Terminal colours, as tracebacks of IPython use them, as HTML. */

const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
const SEQUENCE = /\x1b\[([\d;]*)([A-Za-z])/;

/** The text in spans; whatever it holds stays text. */
export function ansi(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let classes = new Set<string>();
  const parts = text.split(SEQUENCE);
  for (let i = 0; i < parts.length; i += 3) {
    fragment.append(span(parts[i] as string, classes));
    if (parts[i + 2] === "m") classes = restyle(classes, parts[i + 1] as string);
  }
  return fragment;
}

function span(text: string, classes: Set<string>): Node {
  if (!classes.size) return document.createTextNode(text);
  const element = document.createElement("span");
  element.className = [...classes].join(" ");
  element.textContent = text;
  return element;
}

function restyle(classes: Set<string>, codes: string): Set<string> {
  const next = new Set(classes);
  for (const code of codes.split(";").map(Number)) {
    if (code === 0) next.clear();
    if (code === 1) next.add("nbb-ansi-bold");
    if (code === 39 || (code >= 30 && code < 38)) for (const colour of COLOURS) next.delete(`nbb-ansi-${colour}`);
    if (code >= 30 && code < 38) next.add(`nbb-ansi-${COLOURS[code - 30]}`);
  }
  return next;
}
