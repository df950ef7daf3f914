/** The box of a text: as high as the author says, and scrolling what is higher. */

import type { ComponentChildren, RefObject } from "preact";
import { cssLength } from "./media";
import "./scroller.css";

interface Size {
  height?: number | string | null;
  max_height: number | string | null;
  min_height: number | string | null;
  padding: boolean;
}

interface ScrollerProps {
  size: Size;
  boxed?: boolean;
  box?: RefObject<HTMLDivElement | null>;
  children: ComponentChildren;
}

export function Scroller({ size, boxed = false, box, children }: ScrollerProps) {
  const style = {
    height: cssLength(size.height ?? null),
    maxHeight: cssLength(size.max_height),
    minHeight: cssLength(size.min_height),
  };
  const scrolls = Boolean(style.height || style.maxHeight);
  const classes = ["nbb-scroller", boxed && "nbb-boxed", size.padding && "nbb-padded", scrolls && "nbb-scrolls"];
  return (
    // The keyboard can scroll what has the focus.
    <div ref={box} class={classes.filter(Boolean).join(" ")} style={style} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </div>
  );
}
