/** A popup beside its anchor, above everything: what leaves a notebook's cell is cut off otherwise. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const HIGHEST = 320;
const GAP = 4;
/** In less room than this, such as in the frame of an output in Colab, it stands in the flow and pushes. */
const CRAMPED = 120;

/** Places it below the anchor, or above where there is more room; tells whether it has enough. */
function place(popup: HTMLElement, anchor: HTMLElement): boolean {
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const view = popup.ownerDocument.documentElement.clientHeight;
  const [above, below] = [top - 2 * GAP, view - bottom - 2 * GAP];
  popup.style.maxHeight = `${HIGHEST}px`;
  const wanted = popup.offsetHeight;
  const up = below < wanted && above > below;
  popup.style.left = `${left}px`;
  popup.style.width = `${width}px`;
  popup.style.top = up ? "auto" : `${bottom + GAP}px`;
  popup.style.bottom = up ? `${view - top + GAP}px` : "auto";
  popup.style.maxHeight = `${Math.min(HIGHEST, up ? above : below)}px`;
  return Math.max(above, below) >= Math.min(wanted, CRAMPED);
}

/** Shows it in the top layer, where nothing clips it; returns whether there is such a layer, and room in it. */
function float(popup: HTMLElement, anchor: HTMLElement): boolean {
  if (!("showPopover" in popup)) return false;
  popup.showPopover();
  if (place(popup, anchor)) return true;
  popup.hidePopover();
  popup.removeAttribute("style");
  return false;
}

/** Shows an element with `popover="manual"` beside the anchor as long as it is mounted; returns its ref. */
export function usePopup<T extends HTMLElement>(anchor: RefObject<HTMLElement | null>): RefObject<T | null> {
  const ref = useRef<T>(null);
  const follow = useRef<(() => void) | null>(null);

  useLayoutEffect(() => {
    const [popup, beside] = [ref.current, anchor.current];
    if (!popup || !beside) return;
    if (!float(popup, beside)) {
      popup.classList.add("nbb-in-flow");
      return;
    }
    const end = new AbortController();
    const move = () => place(popup, beside);
    follow.current = move;
    const onScroll = ({ target }: Event) => target !== popup && move();
    window.addEventListener("scroll", onScroll, { capture: true, passive: true, signal: end.signal });
    window.addEventListener("resize", move, { signal: end.signal });
    return () => end.abort();
  }, [anchor]);

  // What is chosen may have made the anchor grow.
  useLayoutEffect(() => follow.current?.());
  return ref;
}
