/** What anywidget hands to a module, in the parts that we use (https://anywidget.dev/en/afm/). */

export interface Model {
  get(name: string): unknown;
  /** `local` marks what the visitor did, which the kernel hears of by our own message. */
  set(name: string, value: unknown, options?: { local: boolean }): void;
  send(content: object, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: each event has arguments of its own
  on(name: string, callback: (...args: any[]) => void): void;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  off(name: string, callback?: (...args: any[]) => void): void;
}

export interface Context {
  model: Model;
  el: HTMLElement;
  signal: AbortSignal;
  host: { getWidget<T>(reference: string): Promise<{ exports: T }> };
}
