import { expect, test } from "vitest";
import { keepKeys } from "./keys";

/** Tells which keys JupyterLab would take for its shortcuts, by the rule of its command registry. */
function listening() {
  const taken: string[] = [];
  const take = (event: KeyboardEvent) => {
    if (!(event.target as Element).hasAttribute("data-lm-suppress-shortcuts")) taken.push(event.key);
  };
  document.addEventListener("keydown", take, { capture: true });
  return { taken, stop: () => document.removeEventListener("keydown", take, { capture: true }) };
}

function press(el: Element, key: string, modifiers: KeyboardEventInit = {}) {
  el.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...modifiers }));
}

test("JupyterLab gets chords from a component, and single keys from elsewhere only", () => {
  document.body.innerHTML = "<div><button>in</button></div><button>out</button>";
  const [within, outside] = document.querySelectorAll("button");
  const end = new AbortController();
  keepKeys(document.querySelector("div") as HTMLElement, end.signal);
  const lab = listening();
  within?.focus();
  press(within as Element, "b");
  press(within as Element, "ArrowDown");
  press(within as Element, "s", { ctrlKey: true });
  press(within as Element, "Enter", { shiftKey: true });
  outside?.focus();
  press(outside as Element, "a");
  expect(lab.taken).toEqual(["s", "a"]);
  lab.stop();
  end.abort();
});
