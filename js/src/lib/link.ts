/** A component's link to its widget: traits as signals, happenings as messages. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Answer, type Health, isDeaf, lineTo } from "./line";
import type { Change, Context } from "./model";
import type { ModelOfWidget } from "./views";

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
  /** The name of this page, by which the kernel tells it from others. */
  page: string;
  /** Whether the kernel listens. */
  health: ReadonlySignal<Health>;
  /** Listens to messages of the kernel as long as the view lives. */
  onMessage(listener: (message: Record<string, unknown>, buffers: DataView[]) => void): void;
  /** Tells as long as the view lives when a connection is back that was lost, and messages with it. */
  onBack(listener: () => void): void;
  /** The model of another widget of the kernel, where the host's manager tells. */
  find(id: string): Promise<ModelOfWidget> | undefined;
}

export function link<T extends object>({ model, signal: end }: Context): Link<T> {
  const signals = new Map<string, Signal<unknown>>();
  /** What the visitor set last, and the message that says so. */
  const said = new Map<string, { number: number; value: unknown }>();
  const line = lineTo(model.get("_runtime") as string, model.widget_manager);

  // biome-ignore lint/suspicious/noExplicitAny: each event has arguments of its own
  function listen(name: string, callback: (...args: any[]) => void): void {
    model.on(name, callback);
    end.addEventListener("abort", () => model.off(name, callback), { once: true });
  }

  /** Whether the kernel said this before it heard what the visitor has set since, which it will take over. */
  function outdated(name: string, { local, heard }: Change): boolean {
    const mine = said.get(name);
    if (local || !mine) return false;
    return !line.knew(mine.number, heard ?? (model.get("_heard") as Change["heard"]));
  }

  function trait(name: string): Signal<unknown> {
    let found = signals.get(name);
    if (!found) {
      const made = signal(model.get(name));
      found = made;
      signals.set(name, made);
      listen(`change:${name}`, (_model: unknown, _value: unknown, change: Change = {}) => {
        if (outdated(name, change)) model.set(name, said.get(name)?.value, { local: true });
        else made.value = model.get(name);
      });
    }
    return found;
  }

  function read(name: string): unknown {
    const { value } = trait(name);
    // A control that nobody hears must not look alive, nor a handler that is gone.
    if (name === "_interactive") return value && !isDeaf(line.health.value);
    if (name === "_status") return line.health.value === "ended" ? {} : value;
    return value;
  }

  const traits = new Proxy({}, { get: (_target, name) => read(String(name)) }) as Traits<T>;
  const wants = (event: string) => (model.get("_events") as string[]).includes(event);

  // To a widget that is closed nothing can be sent.
  const tell = (content: object) => {
    try {
      model.send(content);
    } catch (reason) {
      console.warn("nbblocks: the kernel does not hear this", reason);
    }
  };
  const waitingForBack = [() => tell({ resync: true })];
  const back = () => {
    for (const listener of waitingForBack) listener();
  };
  const leave = line.join({ send: tell, back });
  end.addEventListener("abort", leave, { once: true });
  listen("msg:custom", (message: Partial<Answer>) => message.heard !== undefined && line.hear(message as Answer, tell));
  listen("comm_live_update", () => line.end());
  // The kernel numbers what it says. The tails of texts come as messages of their own.
  let tails = 0;
  listen("msg:custom", ({ append, count = 0, sent = 0 }: { append?: string; count?: number; sent?: number }) => {
    if (append !== undefined) tails = count;
    if (sent > Math.max(tails, (model.get("_count") as number | undefined) ?? 0)) tell({ resync: true });
  });

  const emit: Emit<T> = (event, state = {}, data = {}) => {
    const entries = Object.entries(state);
    if (!entries.length && (event === null || !wants(event))) return;
    const number = line.post({ event, state, data }, tell);
    for (const [name, value] of entries) {
      said.set(name, { number, value });
      model.set(name, value, { local: true });
    }
  };

  return {
    traits,
    emit,
    wants,
    page: line.page,
    health: line.health,
    send: (content, buffers) => model.send(content, undefined, buffers ?? []),
    onMessage: (listener) => listen("msg:custom", listener),
    onBack: (listener) => void waitingForBack.push(listener),
    find: (id) => model.widget_manager?.get_model?.(id),
  };
}
