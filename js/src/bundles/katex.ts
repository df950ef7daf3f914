/** Sets formulas; loaded when a text has one. */

import { renderToString } from "katex";
import "katex/dist/katex.css";

/** Sets a formula into an element; one with a mistake shows as it is typed, in red. */
export function typeset(tex: string, display: boolean, element: HTMLElement): void {
  const options = {
    displayMode: display,
    throwOnError: false,
    errorColor: "var(--nbb-error)",
    // No links, no classes, no pictures, nothing that a formula could reach out of its place with.
    trust: false,
    strict: "ignore" as const,
    maxSize: 40,
    maxExpand: 1000,
  };
  try {
    // A text, for KaTeX makes no nodes in a page without a doctype, such as some hosts' frames.
    element.innerHTML = renderToString(tex, options);
  } catch {
    // Nested too deeply to be a formula: it stays as it is typed.
  }
}

export interface Katex {
  typeset: typeof typeset;
  css?: string;
}
