import { afterEach, beforeEach, expect, test } from "vitest";
import { keepKeys } from "./keys";

let end: AbortController;

/** Tells which keys JupyterLab would take for its shortcuts, by the rule of its command registry. */
function listening(): string[] {
  const taken: string[] = [];
  const take = (event: KeyboardEvent) => {
    if (!(event.target as Element).hasAttribute("data-lm-suppress-shortcuts")) taken.push(event.key);
  };
  document.addEventListener("keydown", take, { capture: true, signal: end.signal });
  return taken;
}

function press(el: Element, key: string, modifiers: KeyboardEventInit = {}) {
  el.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...modifiers }));
}

function withinAndOutside() {
  document.body.innerHTML = "<div><button>in</button></div><button>out</button>";
  const [within, outside] = document.querySelectorAll("button") as unknown as [HTMLElement, HTMLElement];
  keepKeys(document.querySelector("div") as HTMLElement, end.signal);
  return { within, outside, lab: listening() };
}

beforeEach(() => {
  end = new AbortController();
});
afterEach(() => end.abort());

test("JupyterLab gets chords from a component, and single keys from elsewhere only", () => {
  const { within, outside, lab } = withinAndOutside();
  within.focus();
  press(within, "b");
  press(within, "ArrowDown");
  press(within, "s", { ctrlKey: true });
  press(within, "Enter", { shiftKey: true });
  outside.focus();
  press(outside, "a");
  expect(lab).toEqual(["s", "a"]);
});

test("a control that is taken away while it has the focus leaves JupyterLab its keys", () => {
  const { within, outside, lab } = withinAndOutside();
  // Not every browser says that the focus has gone.
  within.addEventListener("focusout", (event) => event.stopPropagation());
  within.focus();
  within.remove();
  press(outside, "a");
  expect(lab).toEqual(["a"]);
});
