/** What the browser keeps for an app: texts, by names that the kernel gives. */

/** Characters of one text, with its signature, and of all together, that are told to the kernel. */
const MAX_TEXT = 1_000_100;
const MAX_ALL = 5_000_000;

/** The name in the storage of the site, which may belong to a notebook, too. */
function key(name: string): string {
  return `nbblocks:${name.startsWith("page:") ? location.pathname : ""}${name}`;
}

/** Reads what is kept; where the browser keeps nothing, that is nothing. */
export function recall(names: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  let left = MAX_ALL;
  for (const name of names) {
    const text = attempt(() => localStorage.getItem(key(name)));
    if (!text || text.length > Math.min(left, MAX_TEXT)) continue;
    left -= text.length;
    found[name] = text;
  }
  return found;
}

/** Keeps a text. */
export function keep(name: string, text: string): void {
  attempt(() => localStorage.setItem(key(name), text));
}

/** The storage may be forbidden, absent or full. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (reason) {
    console.warn("nbblocks: the browser keeps nothing", reason);
    return undefined;
  }
}
