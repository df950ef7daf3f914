/** Tells a screen reader how a handler gets on: when it takes long, and then not often. */

import { useEffect, useRef, useState } from "preact/hooks";

/** Milliseconds that a handler may take unheard; most are done by then. */
const QUIET = 1000;
/** Milliseconds between two messages. */
const PAUSE = 5000;

/** What was said last on this page: the outputs of one handler say the same. */
let last = { text: "", at: Number.NEGATIVE_INFINITY };

function isNews(text: string): boolean {
  const at = performance.now();
  const news = text !== last.text || at - last.at > QUIET;
  if (news) last = { text, at };
  return news;
}

/** Returns what stands in a live region, given what is so now and whether it goes on. */
export function useAnnouncement(text: string, running: boolean): string {
  const [said, setSaid] = useState("");
  const begun = useRef<number | null>(null);
  const spoke = useRef<number | null>(null);

  useEffect(() => {
    const now = performance.now();
    const say = () => isNews(text) && setSaid(text);
    if (running) {
      begun.current ??= now;
      const due = spoke.current === null ? begun.current + QUIET : spoke.current + PAUSE;
      const timer = setTimeout(() => {
        spoke.current = performance.now();
        say();
      }, due - now);
      return () => clearTimeout(timer);
    }
    begun.current = null;
    if (spoke.current === null) return;
    spoke.current = null;
    say();
    const forget = setTimeout(() => setSaid(""), PAUSE);
    return () => clearTimeout(forget);
  }, [text, running]);

  return said;
}
