/** Whether the kernel answers: every event is acknowledged, and a second without is too long. */

import { type Signal, signal } from "@preact/signals";

const PATIENCE = 1000;

interface Pulse {
  waiting: Map<number, ReturnType<typeof setTimeout>>;
  busy: Signal<boolean>;
}

let last = 0;
const pulses = new Map<string, Pulse>();

function pulse(kernel: string): Pulse {
  let found = pulses.get(kernel);
  if (!found) {
    found = { waiting: new Map(), busy: signal(false) };
    pulses.set(kernel, found);
  }
  return found;
}

/** Notes that an event goes to a kernel; returns the number that it will acknowledge. */
export function sent(kernel: string): number {
  const { waiting, busy } = pulse(kernel);
  last += 1;
  const late = () => {
    busy.value = true;
  };
  waiting.set(last, setTimeout(late, PATIENCE));
  return last;
}

/** Notes that an event needs no answer any more: it came, or the view that waits is gone. */
export function answered(kernel: string, seq: number): void {
  const { waiting, busy } = pulse(kernel);
  clearTimeout(waiting.get(seq));
  waiting.delete(seq);
  if (!waiting.size) busy.value = false;
}

/** Whether a kernel has left an event unanswered for a second; it is named by its runtime. */
export function busy(kernel: string): Signal<boolean> {
  return pulse(kernel).busy;
}
