/**
 * Fills the templates of HTML: `${name}` and `{{{name}}}` as they are, `{{name}}` escaped,
 * `{{#each name}}`, `{{#if name}}` and `{{#unless name}}`. Nothing in a template is run.
 */

type Data = Record<string, unknown>;

const PIECES = /(\$\{\s*[\w.]+\s*\}|\{\{\{\s*[@\w.]+\s*\}\}\}|\{\{[#/]?[@\w.\s]+\}\})/;

/** Returns markup that shows a text as it is. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Finds `a.b` in the innermost data that has an `a`. */
function find(path: string, scopes: Data[]): unknown {
  const [first = "", ...rest] = path.split(".");
  const scope = scopes.find((data) => Object.hasOwn(data, first));
  return rest.reduce<unknown>((value, name) => {
    return typeof value === "object" && value !== null && Object.hasOwn(value, name)
      ? (value as Data)[name]
      : undefined;
  }, scope?.[first]);
}

/** The data of each round of `{{#each}}`: an item of a list, or an entry of an object. */
function rounds(value: unknown): Data[] {
  if (typeof value !== "object" || value === null) return [];
  const fields = (item: unknown) => (typeof item === "object" && item !== null && !Array.isArray(item) ? item : {});
  return Object.entries(value).map(([key, item], index) => ({
    ...fields(item),
    this: item,
    "@index": index,
    "@key": key,
  }));
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

interface Place {
  path: string;
  escaped: boolean;
}

interface Block {
  kind: string;
  path: string;
  body: Part[];
  otherwise: Part[];
}

type Part = string | Place | Block;

/** Takes pieces up to the end of the block that they are in; returns its parts, and what ended it. */
function parse(pieces: string[]): [Part[], string] {
  const parts: Part[] = [];
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    const [tag, kind, path] = /^\{\{#(each|if|unless)\s+([@\w.]+)/.exec(piece) ?? [];
    if (tag && kind && path) {
      const [body, end] = parse(pieces);
      parts.push({ kind, path, body, otherwise: end === "else" ? parse(pieces)[0] : [] });
    } else if (/^\{\{(\/|\s*else)/.test(piece)) {
      return [parts, piece.includes("else") ? "else" : ""];
    } else {
      const [, name] = /^(?:\$\{|\{\{\{?)\s*([@\w.]+)\s*\}+$/.exec(piece) ?? [];
      parts.push(name ? { path: name, escaped: /^\{\{[^{]/.test(piece) } : piece);
    }
  }
  return [parts, ""];
}

function write(parts: Part[], scopes: Data[]): string {
  return parts.map((part) => (typeof part === "string" ? part : writeOne(part, scopes))).join("");
}

function writeOne(part: Place | Block, scopes: Data[]): string {
  const value = find(part.path, scopes);
  if ("escaped" in part) return part.escaped ? escapeHtml(textOf(value)) : textOf(value);
  const inner = part.kind === "each" ? rounds(value) : isFilled(value) !== (part.kind === "unless") ? [{}] : [];
  return inner.length
    ? inner.map((data) => write(part.body, [data, ...scopes])).join("")
    : write(part.otherwise, scopes);
}

export function fill(template: string, data: Data): string {
  return write(parse(template.split(PIECES))[0], [data]);
}

/** Returns data in which no text can end a rule or a property of CSS, or load anything. */
export function forCss(value: unknown): unknown {
  if (typeof value === "string") return /url\(/i.test(value) ? "" : value.replace(/[^\w\s#%.,()+*/-]/g, "");
  if (Array.isArray(value)) return value.map(forCss);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, forCss(item)]));
}
