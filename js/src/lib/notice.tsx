/** What an app says of its kernel: that it is busy, cannot be reached, or is gone. */

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Health } from "./line";
import "./notice.css";

const WORDS: Record<Exclude<Health, "live">, string> = {
  busy: "The kernel is busy. What you do is kept, and runs when it is free.",
  cut: "The connection is lost. What you do is kept, and sent when it is back.",
  away: "The connection is lost, and the server does not answer. This goes on when it does.",
  ended:
    "The session has ended: this app has lost its kernel. What you typed can still be copied; to go on, run the cell again.",
};

/** Our own page says these itself, once for all that is on it. */
const saysItself = () => Symbol.for("nbblocks.page") in globalThis;

/** Whether it is the shell of an app that is in no other, or of an output without an app the first component. */
function speaksForAll(el: HTMLElement): boolean {
  const app = el.closest(".nbb-blocks");
  if (app) return el.matches(".nbb-shell") && !app.parentElement?.closest(".nbb-blocks");
  const output = el.closest(".jp-OutputArea-output, .nbb-page-output") ?? el.parentElement;
  return output?.querySelector(".nbb") === el;
}

/** What is said below the component in `el`, if that speaks for all in its output. */
export function Notice({ el, health }: { el: HTMLElement; health: ReadonlySignal<Health> }) {
  const [speaks, setSpeaks] = useState(false);
  const now = health.value;
  // Only when there is something to say the element is sure to be where it belongs.
  useEffect(() => setSpeaks(now !== "live" && speaksForAll(el)), [now]);
  if (!speaks || now === "live" || (now !== "busy" && saysItself())) return null;
  return (
    <div class="nbb-notice" role={now === "busy" ? "status" : "alert"}>
      {now !== "ended" && <span class="nbb-spinner" aria-hidden="true" />} {WORDS[now]}
    </div>
  );
}
