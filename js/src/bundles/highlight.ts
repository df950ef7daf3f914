/** Colours code; loaded when a text has a block of it. */

import hljs from "highlight.js/lib/common";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import julia from "highlight.js/lib/languages/julia";
import latex from "highlight.js/lib/languages/latex";
import matlab from "highlight.js/lib/languages/matlab";
import scala from "highlight.js/lib/languages/scala";
import "./highlight.css";

for (const [name, language] of Object.entries({ dockerfile, julia, latex, matlab, scala })) {
  hljs.registerLanguage(name, language);
}

/** Characters from which on colouring would take longer than a reader waits. */
const LONGEST = 50_000;

/** Returns code as HTML with its text escaped; undefined if nobody knows the language. */
export function highlight(code: string, language: string): string | undefined {
  if (code.length > LONGEST || !hljs.getLanguage(language)) return undefined;
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

export interface Highlight {
  highlight: typeof highlight;
  css?: string;
}
