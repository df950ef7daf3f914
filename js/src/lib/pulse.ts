/** Whether the kernel answers: a second after an event it must have acknowledged that it listens. */

import { type Signal, signal } from "@preact/signals";

/** Milliseconds after an event until the kernel is asked; to acknowledge each event would delay what it causes. */
export const ASK_AFTER = 700;
const PATIENCE = 300;

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

/** Notes that a kernel is asked whether it listens; returns the number that it will acknowledge. */
export function sent(kernel: string): number {
  const { waiting, busy } = pulse(kernel);
  last += 1;
  const late = () => {
    busy.value = true;
  };
  waiting.set(last, setTimeout(late, PATIENCE));
  return last;
}

/** Notes that a question needs no answer any more: it came, or the view that waits is gone. */
export function answered(kernel: string, seq: number): void {
  const { waiting, busy } = pulse(kernel);
  clearTimeout(waiting.get(seq));
  waiting.delete(seq);
  if (!waiting.size) busy.value = false;
}

/** Whether a kernel has not listened for a second; it is named by its runtime. */
export function busy(kernel: string): Signal<boolean> {
  return pulse(kernel).busy;
}
