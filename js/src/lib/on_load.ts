/**
 * The author's JavaScript of an HTML, its `js_on_load`: it runs once for an element, when that is shown.
 *
 * The data that fills the templates is its own copy: what it sets shows at once, until the kernel
 * says something else; of a new `value` the kernel hears. Without a kernel it does not run, as the
 * JavaScript of events does not.
 */

import { useMemo, useReducer } from "preact/hooks";
import type { HTMLTraits } from "../traits";
import type { Props } from "./component";
import { runJs } from "./run_js";

type Data = Record<string, unknown>;
type Callback = () => unknown;

/** What the code is given. */
const NAMES = "element, trigger, props, watch, server, upload";

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Copies what JSON can say; what it cannot fails here, where the author sees it. */
const copy = (value: unknown) => JSON.parse(JSON.stringify(value) ?? "null");

/** Stands for what Gradio has there. */
const missing = (name: string) => () => Promise.reject(new Error(`nbblocks has no ${name} in js_on_load yet`));
const server = new Proxy({}, { get: (_target, name) => missing(`server.${String(name)}()`) });

export class Script {
  private readonly data: Data = {};
  private told: Data = {};
  private news = new Set<string>();
  private readonly watched: [names: string[], callback: Callback][] = [];
  /** A value that the code has set, before the kernel hears of it. */
  private set: { value?: unknown } = {};
  private ended = false;

  constructor(
    private readonly code: string,
    private readonly link: Pick<Props<HTMLTraits>, "traits" | "emit" | "send" | "health">,
    private readonly redraw: () => void,
  ) {}

  /** Whether the code triggers an event, so that it does not come by itself: it names it in quotes. */
  triggers(event: string): boolean {
    return new RegExp(`(['"\`])${event}\\1`).test(this.code);
  }

  /** Takes over what the kernel has changed; returns what fills the templates. */
  follow(told: Data): Data {
    if (!this.code) return told;
    for (const name of new Set([...Object.keys(this.told), ...Object.keys(told)])) {
      if (same(told[name], this.told[name]) || same(told[name], this.data[name])) continue;
      this.data[name] = structuredClone(told[name]);
      this.news.add(name);
    }
    this.told = told;
    return this.data;
  }

  /** Calls who watches what the kernel has changed, now that it shows. */
  notify(): void {
    const { news } = this;
    this.news = new Set();
    for (const [names, callback] of this.watched) {
      if (names.some((name) => news.has(name))) void Promise.resolve().then(callback).catch(this.fail);
    }
  }

  /** Runs the code; returns what ends its say. */
  start(element: HTMLElement): () => void {
    if (this.code && this.link.health.value !== "ended") {
      const props = new Proxy(this.data, { set: (_data, name, value) => this.setProp(String(name), value) });
      const given = [element, this.trigger, props, this.watch, server, missing("upload()")];
      runJs(`async function onLoad(${NAMES}) {\n${this.code}\n}`, given).catch(this.fail);
    }
    return () => {
      this.ended = true;
    };
  }

  private readonly trigger = (event: string, data: Data = {}): void => {
    if (typeof data !== "object" || Array.isArray(data)) {
      throw new TypeError(`trigger("${event}", data): data must be an object, such as {index: 1}`);
    }
    if (event !== "input") this.flush();
    if (!this.ended) this.link.emit(event, this.taken(), copy(data) ?? {});
  };

  private readonly watch = (names: string | string[], callback: Callback): void => {
    this.watched.push([[names].flat(), callback]);
  };

  private readonly fail = (reason: unknown): void => {
    console.error("nbblocks: the JavaScript of an HTML failed", reason);
    if (!this.ended) this.link.send({ failed: String(reason) });
  };

  private setProp(name: string, value: unknown): true {
    if (name === "value") {
      this.set = { value: copy(value) };
      queueMicrotask(() => this.flush());
    }
    this.data[name] = value;
    this.redraw();
    return true;
  }

  /** Says that the value changed, unless the code itself triggers `input` in the same turn. */
  private flush(): void {
    const state = this.taken();
    if ("value" in state && !this.ended) this.link.emit("input", state);
  }

  private taken(): { value?: unknown } {
    const { set } = this;
    this.set = {};
    return "value" in set && !same(set.value, this.link.traits.value) ? set : {};
  }
}

/** The script of a view; another one when its code changes. */
export function useScript({ traits, emit, send, health }: Props<HTMLTraits>): Script {
  const [, redraw] = useReducer((count: number, _action: undefined) => count + 1, 0);
  const code = traits.js_on_load ?? "";
  return useMemo(() => new Script(code, { traits, emit, send, health }, () => redraw(undefined)), [code]);
}
