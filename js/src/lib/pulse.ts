/** Whether the kernel answers: every event is acknowledged, and a second without is too long. */

import { type Signal, signal } from "@preact/signals";
import type { Model } from "./model";

const PATIENCE = 1000;

let last = 0;
const pulses = new Map<string, { waiting: Set<number>; busy: Signal<boolean> }>();

function pulse(model: Model) {
  const kernel = model.get("_runtime") as string;
  let found = pulses.get(kernel);
  if (!found) {
    found = { waiting: new Set(), busy: signal(false) };
    pulses.set(kernel, found);
  }
  return found;
}

/** Notes that an event goes to the kernel; returns the number that it will acknowledge. */
export function sent(model: Model): number {
  const { waiting, busy } = pulse(model);
  last += 1;
  const seq = last;
  waiting.add(seq);
  const timer = setTimeout(() => {
    if (waiting.has(seq)) busy.value = true;
  }, PATIENCE);
  const receive = (message: { ack?: number }) => {
    if (message.ack !== seq) return;
    model.off("msg:custom", receive);
    clearTimeout(timer);
    waiting.delete(seq);
    if (!waiting.size) busy.value = false;
  };
  model.on("msg:custom", receive);
  return seq;
}

/** Whether the kernel of this widget has left an event unanswered for a second. */
export function busy(model: Model): Signal<boolean> {
  return pulse(model).busy;
}
