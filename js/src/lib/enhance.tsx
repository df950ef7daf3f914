/** What Markdown needs besides HTML: formulas set, code coloured, headings with links. */

import { render } from "preact";
import type { Highlight } from "../bundles/highlight";
import type { Katex } from "../bundles/katex";
import { Chain, Copy } from "./icons";
import { PREFIX } from "./sanitize";

/** The bundles that are here already. */
export interface Tools {
  highlight?: Highlight;
  katex?: Katex;
}

function typeset(formula: HTMLElement, { katex }: Tools): boolean {
  const text = formula.textContent ?? "";
  const [left, right] = (formula.dataset.tex ?? "").split(",").map(Number);
  katex?.typeset(text.slice(left, text.length - (right ?? 0)), "display" in formula.dataset, formula);
  return katex !== undefined;
}

function color(code: HTMLElement, { highlight }: Tools): boolean {
  const language = /(?:^|\s)language-(\S+)/.exec(code.className)?.[1];
  const text = code.textContent ?? "";
  if (!language || !text.trim()) return true;
  // What highlight.js makes has its text escaped.
  const html = highlight?.highlight(text, language);
  if (html !== undefined) code.innerHTML = html;
  return highlight !== undefined;
}

/** Puts a block of code where a button can stand at its corner while it scrolls. */
function addCopyButton(pre: HTMLElement): void {
  const box = document.createElement("div");
  box.className = "nbb-code-block";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "nbb-copy-code" });
  button.setAttribute("aria-label", "Copy code");
  render(<Copy />, button);
  pre.replaceWith(box);
  box.append(pre, button);
}

function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** Gives a heading the id that links within the text go to, and a link to itself. */
function addAnchor(heading: HTMLElement, visible: boolean): void {
  heading.id ||= PREFIX + slug(heading.textContent ?? "");
  if (!visible) return;
  const link = Object.assign(document.createElement("a"), { className: "nbb-anchor", href: `#${heading.id}` });
  link.setAttribute("aria-label", `Link to ${heading.textContent}`);
  render(<Chain />, link);
  heading.append(link);
}

/** Finishes what Markdown became, and returns the bundles that it lacks for that. */
export function enhance(fragment: DocumentFragment, tools: Tools, headerLinks: boolean): Set<keyof Tools> {
  const lacks = new Set<keyof Tools>();
  const all = (selector: string) => fragment.querySelectorAll<HTMLElement>(selector);
  for (const heading of all("h1, h2, h3, h4, h5, h6")) addAnchor(heading, headerLinks);
  for (const box of all("li > input, li > p > input")) box.setAttribute("aria-label", "Task");
  for (const formula of all("[data-tex]")) if (!typeset(formula, tools)) lacks.add("katex");
  for (const code of all("pre > code")) {
    if (!color(code, tools)) lacks.add("highlight");
    addCopyButton(code.parentElement as HTMLElement);
  }
  return lacks;
}
