/** What ipywidgets' containers lack: the author's ids, tabs out of use, and accordions that work by keyboard. */

import { keepKeys } from "./keys";

/** `nbb-id--NAME` is how a container says its `elem_id`: it has no attribute for it. */
const ID = "nbb-id--";
/** `nbb-off--2` is how tabs say that the visitor cannot select their third one. */
const OFF = "nbb-off--";
const TAB = ".nbb-tabs > .lm-TabBar .lm-TabBar-tab";
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

function restTabs(root: Element): void {
  for (const tab of root.querySelectorAll(TAB)) {
    const index = [...(tab.parentElement?.children ?? [])].indexOf(tab);
    if (tab.closest(".nbb-tabs")?.classList.contains(`${OFF}${index}`)) tab.setAttribute("aria-disabled", "true");
    else tab.removeAttribute("aria-disabled");
  }
}

/** Keeps Lumino, which would open it, from a tab that is out of use; the keyboard still gets past it. */
function refuse(event: Event): void {
  const { key } = event as KeyboardEvent;
  if (key !== undefined && key !== "Enter" && key !== " ") return;
  if (!(event.target as Element).closest(`${TAB}[aria-disabled]`)) return;
  event.preventDefault();
  event.stopPropagation();
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
    restTabs(root);
  };
  mend();
  const observer = new MutationObserver(mend);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  root.addEventListener("keydown", press, { signal: end });
  // Lumino selects a tab when the button goes down: of a pointer, or in older versions of a mouse.
  for (const kind of ["pointerdown", "mousedown", "keydown"])
    root.addEventListener(kind, refuse, { capture: true, signal: end });
  keepKeys(root, end);
  end.addEventListener("abort", () => observer.disconnect(), { once: true });
}
