/** A component's link to its widget: traits as signals, happenings as messages. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Context } from "./model";
import { ASK_AFTER, answered, busy, sent } from "./pulse";

/** Reading a trait in a component subscribes it: when the trait changes, it renders again. */
export type Traits<T> = Readonly<T>;

/**
 * Tells the kernel what the visitor did: `state` is what it changed, `data` what it carries.
 * Both travel in one message, so that no event overtakes the text typed before it.
 */
export type Emit<T> = (event: string | null, state?: Partial<T>, data?: Record<string, unknown>) => void;

export interface Link<T> {
  traits: Traits<T>;
  emit: Emit<T>;
  /** Whether a handler listens to the event; others need not be sent. */
  wants(event: string): boolean;
  /** Sends a message that is no event, such as a piece of a file. */
  send(content: object, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  /** Whether the kernel has not listened for a second. */
  busy: ReadonlySignal<boolean>;
  /** Listens to messages of the kernel as long as the view lives. */
  onMessage(listener: (message: Record<string, unknown>, buffers: DataView[]) => void): void;
}

export function link<T extends object>({ model, signal: end }: Context): Link<T> {
  const signals = new Map<string, Signal<unknown>>();

  // biome-ignore lint/suspicious/noExplicitAny: each event has arguments of its own
  function listen(name: string, callback: (...args: any[]) => void): void {
    model.on(name, callback);
    end.addEventListener("abort", () => model.off(name, callback), { once: true });
  }

  function trait(name: string): Signal<unknown> {
    let found = signals.get(name);
    if (!found) {
      const made = signal(model.get(name));
      found = made;
      signals.set(name, made);
      listen(`change:${name}`, () => {
        made.value = model.get(name);
      });
    }
    return found;
  }

  const traits = new Proxy({}, { get: (_target, name) => trait(String(name)).value }) as Traits<T>;
  const wants = (event: string) => (model.get("_events") as string[]).includes(event);

  const kernel = model.get("_runtime") as string;
  const waiting = new Set<number>();
  let asking: ReturnType<typeof setTimeout> | undefined;
  const settle = (seq: number) => waiting.delete(seq) && answered(kernel, seq);
  listen("msg:custom", ({ ack }: { ack?: number }) => ack !== undefined && settle(ack));
  // To a kernel that is gone nothing can be sent; the app says so itself.
  const tell = (content: object) => {
    try {
      model.send(content);
    } catch (reason) {
      console.warn("nbblocks: the kernel does not hear this", reason);
    }
  };
  const ask = () => {
    asking = undefined;
    const seq = sent(kernel);
    waiting.add(seq);
    tell({ seq });
  };
  const ending = () => {
    clearTimeout(asking);
    waiting.forEach(settle);
  };
  end.addEventListener("abort", ending, { once: true });

  const emit: Emit<T> = (event, state = {}, data = {}) => {
    for (const [name, value] of Object.entries(state)) model.set(name, value, { local: true });
    if (Object.keys(state).length || (event !== null && wants(event))) {
      tell({ event, state, data });
      asking ??= setTimeout(ask, ASK_AFTER);
    }
  };

  return {
    traits,
    emit,
    wants,
    busy: busy(kernel),
    send: (content, buffers) => model.send(content, undefined, buffers ?? []),
    onMessage: (listener) => listen("msg:custom", listener),
  };
}
