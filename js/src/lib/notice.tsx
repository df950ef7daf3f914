/** What an app says of its kernel: that it is busy, cannot be reached, or is gone. */

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Health } from "./line";
import "./notice.css";

const WORDS: Record<Exclude<Health, "live">, string> = {
  busy: "The kernel is busy. What you do is kept, and runs when it is free.",
  cut: "The connection is lost. What you do is kept, and sent when it is back.",
  away: "The connection is lost, and the server does not answer. This goes on when it does.",
  ended: "The session has ended: this app has lost its kernel. What you typed can still be copied; to go on, run the cell again.",
};

/** Our own page says these itself, once for all that is on it. */
const saysItself = () => Symbol.for("nbblocks.page") in globalThis;

export function Notice({ health }: { health: ReadonlySignal<Health> }) {
  const now = health.value;
  if (now === "live" || (now !== "busy" && saysItself())) return null;
  return (
    <div class="nbb-notice" role={now === "busy" ? "status" : "alert"}>
      {now !== "ended" && <span class="nbb-spinner" aria-hidden="true" />} {WORDS[now]}
    </div>
  );
}

/** Whether a component has no app around it that says so, and is the first one in its output. */
function isAlone(el: HTMLElement): boolean {
  const output = el.closest(".jp-OutputArea-output, .nbb-page-output") ?? el.parentElement;
  return !el.closest(".nbb-blocks") && output?.querySelector(".nbb") === el;
}

/** The notice of a component that is shown without an app. */
export function LoneNotice({ el, health }: { el: HTMLElement; health: ReadonlySignal<Health> }) {
  const [alone, setAlone] = useState(false);
  const now = health.value;
  // Only now is the element where it will be.
  useEffect(() => setAlone(now !== "live" && isAlone(el)), [now]);
  return alone ? <Notice health={health} /> : null;
}
