/** Markdown as nodes, for every component that shows some: harmless, updated in place, finished when it can be. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { copyText } from "./clipboard";
import { enhance, type Tools } from "./enhance";
import { type Delimiter, type Part, type Reading, read } from "./markdown";
import { morph } from "./morph";
import type { Load } from "./runtime";
import { sanitize, trust } from "./sanitize";
import { addStyles } from "./styles";
import "./markup.css";

export interface MarkupProps {
  text: string;
  load: Load;
  /** Whether markup in the text is made harmless. */
  sanitized?: boolean;
  lineBreaks?: boolean;
  headerLinks?: boolean;
  delimiters?: readonly Delimiter[];
  rtl?: boolean;
}

const NO_DELIMITERS: readonly Delimiter[] = [];

/** The text as the page shows it now. */
class Shown {
  private reading?: Reading;
  private parts: readonly Part[] = [];
  private look = "";
  private readonly tools: Tools = {};

  constructor(private readonly root: HTMLElement) {}

  update({ text, load, sanitized = true, lineBreaks = false, headerLinks = false, delimiters }: MarkupProps): void {
    const flavour = { breaks: lineBreaks, delimiters: delimiters ?? NO_DELIMITERS };
    const look = JSON.stringify([flavour, sanitized, headerLinks]);
    const same = look === this.look;
    const before = same ? this.parts : [];
    this.look = look;
    this.reading = read(text, flavour, same ? this.reading : undefined);
    this.parts = this.reading.parts.map((part, index) => {
      const shown = before[index];
      return shown?.key === part.key ? shown : part;
    });
    this.parts.forEach((part, index) => {
      if (part !== before[index]) this.show(index, part, sanitized, headerLinks, load);
    });
    while (this.root.children.length > this.parts.length) this.root.lastChild?.remove();
  }

  private show(index: number, part: Part, sanitized: boolean, headerLinks: boolean, load: Load): void {
    const fragment = (sanitized ? sanitize : trust)(part.html());
    const lacks = enhance(fragment, this.tools, headerLinks);
    morph(this.root.children[index] ?? this.root.appendChild(document.createElement("div")), fragment);
    for (const name of lacks) {
      this.fetch(name, load).then(
        () => this.parts[index] === part && this.show(index, part, sanitized, headerLinks, load),
        () => {}, // The kernel is gone: the text stays as it is.
      );
    }
  }

  private async fetch<Name extends keyof Tools>(name: Name, load: Load): Promise<void> {
    const tool = (await load(name)) as NonNullable<Tools[Name]>;
    addStyles(this.root, name, tool.css);
    this.tools[name] = tool;
  }
}

/** Copies the block of code whose button was clicked. */
async function copyCode({ target }: Event): Promise<void> {
  const button = (target as Element).closest(".nbb-copy-code");
  if (!button) return;
  await copyText(button.parentElement?.querySelector("pre")?.textContent ?? "");
  button.classList.add("nbb-copied");
  setTimeout(() => button.classList.remove("nbb-copied"), 1500);
}

/** A text in Markdown. */
export function Markup(props: MarkupProps) {
  const root = useRef<HTMLDivElement>(null);
  const shown = useRef<Shown>(null);
  useLayoutEffect(() => {
    if (!root.current) return;
    shown.current ??= new Shown(root.current);
    shown.current.update(props);
  });
  const classes = `nbb-prose nbb-parts${props.sanitized === false ? "" : " nbb-contained"}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: buttons inside it are clicked
    <div ref={root} class={classes} dir={props.rtl ? "rtl" : undefined} onClick={copyCode} />
  );
}
