/** What anywidget hands to a module, in the parts that we use (https://anywidget.dev/en/afm/). */

import type { Kernel } from "./connection";
import type { ModelOfWidget } from "./views";

/** What we use of the manager of the host's widgets; which of it there is differs. */
export interface Manager {
  /** The connection to the kernel; null if there is none. */
  kernel?: Kernel | null;
  /** Emitted when the manager has asked the kernel for the state of all widgets, also after a lost connection. */
  restored?: { connect(slot: () => void): unknown };
  /** The model of any widget of the kernel, by its id. */
  get_model?(id: string): Promise<ModelOfWidget>;
}

export interface Model {
  get(name: string): unknown;
  /** `local` marks what the visitor did, which the kernel hears of by our own message. */
  set(name: string, value: unknown, options?: Change): void;
  send(content: object, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: each event has arguments of its own
  on(name: string, callback: (...args: any[]) => void): void;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  off(name: string, callback?: (...args: any[]) => void): void;
  widget_manager?: Manager;
}

/** What is told of a change besides the value. */
export interface Change {
  local?: boolean;
  /** What the kernel had heard of each page, where the model's `_heard` does not say it. */
  heard?: Record<string, number>;
}

export interface Context {
  model: Model;
  el: HTMLElement;
  signal: AbortSignal;
  host: { getWidget<T>(reference: string): Promise<{ exports: T }> };
}
