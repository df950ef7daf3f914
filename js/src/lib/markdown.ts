/** Markdown of GitHub's flavour to HTML, in parts, so that a growing text costs only its last one. */

import { Marked, type Token, type TokenizerAndRendererExtension, type TokensList } from "marked";
import { escapeHtml } from "./template";

/** What a formula stands between. */
export interface Delimiter {
  left: string;
  right: string;
  display: boolean;
}

export interface Flavour {
  /** Whether a new line is one on the page. */
  breaks: boolean;
  delimiters: readonly Delimiter[];
}

/** A part of a text that renders by itself. */
export interface Part {
  /** What it is made of; equal keys have equal HTML. */
  key: string;
  /** Where in the text it ends. */
  end: number;
  /** Whether a formula starts in it that does not end yet, perhaps parts later. */
  open: boolean;
  html(): string;
}

/** A text that has been read, so that one that grew is read on from its end. */
export interface Reading {
  text: string;
  parts: readonly Part[];
  /** What its links by reference mean. */
  links: string;
}

interface Formula {
  raw: string;
  delimiter: Delimiter;
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** The end of a formula that starts with its left delimiter: the right one outside of braces. */
function endOf(text: string, { left, right }: Delimiter): number {
  let depth = 0;
  for (let index = left.length; index < text.length; index++) {
    if (depth <= 0 && text.startsWith(right, index)) return index + right.length;
    if (text[index] === "\\") index++;
    else if (text[index] === "{") depth++;
    else if (text[index] === "}") depth--;
  }
  return -1;
}

function formulaAt(text: string, delimiters: readonly Delimiter[]): Formula | undefined {
  const delimiter = delimiters.find(({ left }) => text.startsWith(left));
  const end = delimiter ? endOf(text, delimiter) : -1;
  if (!delimiter || end < 0) return undefined;
  const raw = text.slice(0, end);
  return raw.slice(delimiter.left.length, -delimiter.right.length).trim() ? { raw, delimiter } : undefined;
}

/** Formulas show as they are typed until KaTeX is there; `data-tex` says how much of that is delimiters. */
function renderFormula(tag: string, { raw, delimiter }: Formula): string {
  const own = delimiter.left.startsWith("\\begin") ? "0,0" : `${delimiter.left.length},${delimiter.right.length}`;
  const display = delimiter.display ? " data-display" : "";
  return `<${tag} data-tex="${own}"${display}>${escapeHtml(raw)}</${tag}>`;
}

function formulas(all: readonly Delimiter[]): TokenizerAndRendererExtension[] {
  const delimiters = [...all].sort((a, b) => b.left.length - a.left.length);
  const displayed = delimiters.filter(({ display }) => display);
  const startOfLine = new RegExp(`\\n {0,3}(${displayed.map(({ left }) => escapeRegExp(left)).join("|")})`);
  const inline = new RegExp(delimiters.map(({ left }) => escapeRegExp(left)).join("|"));
  return [
    {
      name: "displayed",
      level: "block",
      start: (text) => (displayed.length ? startOfLine.exec(text)?.index : undefined),
      tokenizer(text) {
        const indent = /^ {0,3}/.exec(text)?.[0] ?? "";
        const found = formulaAt(text.slice(indent.length), displayed);
        const rest = found && /^[ \t]*(?:\n|$)/.exec(text.slice(indent.length + found.raw.length));
        return rest ? { type: "displayed", raw: indent + found.raw + rest[0], formula: found } : undefined;
      },
      renderer: ({ formula }) => renderFormula("div", formula),
    },
    {
      name: "formula",
      level: "inline",
      start: (text) => inline.exec(text)?.index,
      tokenizer(text) {
        const found = formulaAt(text, delimiters);
        return found && { type: "formula", raw: found.raw, formula: found };
      },
      renderer: ({ formula }) => renderFormula("span", formula),
    },
  ];
}

const parsers = new Map<string, Marked>();

function parserOf({ breaks, delimiters }: Flavour): Marked {
  const key = JSON.stringify([breaks, delimiters]);
  let parser = parsers.get(key);
  if (!parser) {
    parser = new Marked({ breaks, gfm: true, extensions: delimiters.length ? formulas(delimiters) : [] });
    parsers.set(key, parser);
  }
  return parser;
}

const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** How many elements a piece of HTML leaves open. */
function opened(html: string): number {
  const tags = html.replace(/<!--.*?(-->|$)/gs, "").matchAll(/<(\/?)([a-z][\w-]*)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/gi);
  let count = 0;
  for (const [, closes, name, empty] of tags) {
    if (!VOID.test(name ?? "") && !empty) count += closes ? -1 : 1;
  }
  return count;
}

/** Groups tokens into parts: what stands between `<div>` and `</div>` belongs together. */
function grouped(tokens: Token[]): Token[][] {
  const groups: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (groups.length && (depth > 0 || token.type === "space")) groups.at(-1)?.push(token);
    else groups.push([token]);
    if (token.type === "html") depth = Math.max(0, depth + opened(token.raw));
  }
  return groups;
}

/** The parts that a longer text leaves as they are: what follows can still join the last two. */
function settled(text: string, before: Reading): readonly Part[] {
  if (!text.startsWith(before.text) || before.links || text.includes("\r")) return [];
  const open = before.parts.findIndex((part) => part.open);
  return before.parts.slice(0, Math.max(0, Math.min(open < 0 ? Infinity : open, before.parts.length - 2)));
}

/** Whether a text holds a formula on lines of its own that has no end. */
function isOpen(text: string, { delimiters }: Flavour): boolean {
  const displayed = delimiters.filter(({ display }) => display);
  const starts = displayed.flatMap(({ left }) => [
    ...text.matchAll(new RegExp(`^ {0,3}(?=${escapeRegExp(left)})`, "gm")),
  ]);
  return starts.some(({ index, 0: indent }) => !formulaAt(text.slice(index + indent.length), displayed));
}

export function read(text: string, flavour: Flavour, before?: Reading): Reading {
  const parser = parserOf(flavour);
  const kept = before ? settled(text, before) : [];
  let end = kept.at(-1)?.end ?? 0;
  const tokens = parser.lexer(text.slice(end)) as TokensList;
  const links = Object.keys(tokens.links).length ? JSON.stringify(tokens.links) : "";
  // A definition says what links further up mean.
  if (kept.length && links) return read(text, flavour);
  const parts = grouped(tokens).map((group): Part => {
    const raw = group.map((token) => token.raw).join("");
    end += raw.length;
    const html = () => parser.parser(Object.assign(group, { links: tokens.links }));
    return { key: links + raw, end, open: isOpen(raw, flavour), html };
  });
  return { text, parts: [...kept, ...parts], links };
}
