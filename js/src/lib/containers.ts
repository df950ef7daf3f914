/** What ipywidgets' containers lack: the author's ids, and accordions that work by keyboard. */

import { keepKeys } from "./keys";

/** `nbb-id--NAME` is how a container says its `elem_id`: it has no attribute for it. */
const ID = "nbb-id--";
const HEADER = ".nbb-accordion .jupyter-widget-Collapse-header";

function giveIds(root: Element): void {
  for (const el of root.querySelectorAll(`[class*="${ID}"]`)) {
    const name = [...el.classList].find((token) => token.startsWith(ID));
    if (name) el.id = name.slice(ID.length);
  }
}

function giveRoles(root: Element): void {
  for (const header of root.querySelectorAll<HTMLElement>(HEADER)) {
    const open = header.parentElement?.classList.contains("jupyter-widget-Collapse-open");
    header.setAttribute("role", "button");
    header.setAttribute("aria-expanded", String(open));
    header.tabIndex = 0;
  }
}

function press(event: KeyboardEvent): void {
  const pressed = event.target as HTMLElement;
  if ((event.key !== "Enter" && event.key !== " ") || !pressed.matches(HEADER)) return;
  event.preventDefault();
  pressed.click();
}

/** Mends the containers of an app, also those to come, until `end`. */
export function mendContainers(root: HTMLElement, end: AbortSignal): void {
  const mend = () => {
    giveIds(root);
    giveRoles(root);
  };
  mend();
  const observer = new MutationObserver(mend);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  root.addEventListener("keydown", press, { signal: end });
  keepKeys(root, end);
  end.addEventListener("abort", () => observer.disconnect(), { once: true });
}
