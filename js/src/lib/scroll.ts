/** Brings an output into view when its handler begins to write, where the author asked for that. */

import type { Link } from "./link";

/** Scrolls no further than it must, and at once for those whom motion makes ill. */
function show(el: HTMLElement): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  el.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "nearest" });
}

/** Follows what the kernel says of a view: on the page that the event came from, or on all if none is named. */
export function followScroll(el: HTMLElement, { onMessage, page }: Pick<Link<object>, "onMessage" | "page">): void {
  onMessage(({ scroll }) => {
    if (scroll !== true && scroll !== page) return;
    // What was written stands there with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => show(el)));
  });
}
