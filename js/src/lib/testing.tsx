/** Shows a component in tests, with a model that records what goes to the kernel. */

import { act, render } from "@testing-library/preact";
import type { CommonTraits } from "../traits";
import type { Component } from "./component";
import type { Context, Manager } from "./model";
import { mount } from "./mount";
import type { Load } from "./runtime";

type Listener = (...args: unknown[]) => void;

export interface Sent {
  event?: string | null;
  state?: Record<string, unknown>;
  data?: Record<string, unknown>;
  [name: string]: unknown;
}

const COMMON: CommonTraits = {
  _events: [],
  _interactive: true,
  _name: "Component",
  _status: {},
  container: true,
  elem_id: null,
  info: null,
  label: "Label",
  layout: null,
  min_width: 160,
  scale: null,
  show_label: null,
  value: null,
};

/** A model of a widget: what the kernel sets shows, what the page does is recorded in `sent`. */
export class FakeModel {
  sent: Sent[] = [];
  buffers: unknown[][] = [];
  readonly listeners = new Map<string, Set<Listener>>();
  /** Of a host whose connection to the kernel is known. */
  widget_manager?: Manager;

  constructor(private readonly traits: Record<string, unknown>) {}

  get(name: string): unknown {
    return this.traits[name];
  }

  set(name: string, value: unknown, options?: object): void {
    this.traits[name] = value;
    this.trigger(`change:${name}`, this, value, options);
  }

  send(content: Sent, _callbacks?: unknown, buffers: unknown[] = []): void {
    this.sent.push(content);
    this.buffers.push(buffers);
  }

  on(name: string, callback: Listener): void {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(callback));
  }

  off(name: string, callback?: Listener): void {
    if (callback) this.listeners.get(name)?.delete(callback);
    else this.listeners.delete(name);
  }

  trigger(name: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(...args);
  }

  /** How many listeners are left; none may be once a view is gone. */
  get listening(): number {
    return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }
}

export interface Shown<T> {
  el: HTMLElement;
  model: FakeModel;
  /** Sets traits as a kernel does that has heard all that was sent. */
  update(traits: Partial<T & CommonTraits>): Promise<void>;
  /** Delivers a custom message of the kernel. */
  receive(message: object, buffers?: DataView[]): Promise<void>;
  /** What visitors did, as it went to the kernel, without its numbers. */
  events(): Pick<Sent, "event" | "state" | "data">[];
  abort(): void;
}

/** Mounts a component as the stub does, in the frame that it has in an app; `load` brings other bundles. */
export async function show<T>(
  component: Component,
  traits: Partial<T & CommonTraits>,
  load: Load = async () => ({ components: {} }),
): Promise<Shown<T>> {
  const model = new FakeModel({ ...COMMON, _runtime: crypto.randomUUID(), ...traits });
  const end = new AbortController();
  const { container: el } = render(<div />);
  const context = { model, el, signal: end.signal, host: {} } as unknown as Context;
  await act(() => mount("shown", context, load, { components: { shown: component } }));
  return {
    el: el as HTMLElement,
    model,
    update: async (changed) => {
      const heard = model.sent.filter(({ n }) => n !== undefined).at(-1);
      const told = heard ? { _heard: { [String(heard.page)]: heard.n } } : {};
      await act(() => {
        for (const [name, value] of Object.entries({ ...told, ...changed })) model.set(name, value);
      });
    },
    receive: async (message, buffers = []) => {
      await act(() => model.trigger("msg:custom", message, buffers));
    },
    events: () => model.sent.flatMap(({ event, state, data }) => (event === undefined ? [] : [{ event, state, data }])),
    abort: () => act(() => end.abort()),
  };
}
