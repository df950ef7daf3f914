/**
 * Keys that a visitor presses in a component are the component's.
 *
 * JupyterLab takes single keys wherever the focus is in a notebook but in a text: an arrow goes
 * to the next cell, B makes a new one, Enter edits. Its attribute turns that off, on the very
 * element that has the focus; chords such as Ctrl+S stay what they are.
 */

const SUPPRESS = "data-lm-suppress-shortcuts";

export function keepKeys(el: HTMLElement, signal: AbortSignal): void {
  const page = el.ownerDocument.defaultView as Window;
  const mark = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    // Where what had the focus was taken away, not every browser says that the focus has gone.
    if (el.contains(target as Node)) (target as Element).toggleAttribute(SUPPRESS, !(ctrlKey || metaKey || altKey));
  };
  // JupyterLab listens on the document, in some versions while the key is on its way down: be before it.
  el.addEventListener("focusin", () => page.addEventListener("keydown", mark, { capture: true, signal }), { signal });
  el.addEventListener("focusout", () => page.removeEventListener("keydown", mark, { capture: true }), { signal });
}
