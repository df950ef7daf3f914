import { effect } from "@preact/signals";
import { afterEach, expect, test, vi } from "vitest";
import { FakeManager } from "./kernel.testing";
import { link } from "./link";
import type { Context } from "./model";
import { FakeModel } from "./testing";

interface Box {
  value: string;
  _interactive: boolean;
  _status: object;
}

function connect(traits: Record<string, unknown> = {}, manager?: FakeManager) {
  const model = new FakeModel({ value: "a", _events: [], _runtime: crypto.randomUUID(), ...traits });
  model.widget_manager = manager;
  const end = new AbortController();
  return { model, end, box: link<Box>({ model, signal: end.signal } as unknown as Context) };
}

afterEach(() => vi.useRealTimers());

test("reading a trait subscribes to it", () => {
  const { model, box } = connect();
  const seen: string[] = [];
  effect(() => {
    seen.push(box.traits.value);
  });
  model.set("value", "b");
  expect(seen).toEqual(["a", "b"]);
});

test("state and event travel in one message, and the page shows it at once", () => {
  const { model, box } = connect();
  box.emit("submit", { value: "b" }, { key: "Enter" });
  expect(model.sent).toMatchObject([{ event: "submit", state: { value: "b" }, data: { key: "Enter" }, n: 1 }]);
  expect(box.traits.value).toBe("b");
});

test("an event that nobody listens to is not sent", () => {
  const { model, box } = connect({ _events: ["focus"] });
  box.emit("blur");
  box.emit("focus");
  expect(model.sent.map(({ event }) => event)).toEqual(["focus"]);
});

test("nothing listens once the view is gone", () => {
  const { model, end, box } = connect();
  box.traits.value;
  box.onMessage(() => {});
  end.abort();
  expect(model.listening).toBe(0);
});

test("what is said in an app has numbers in the order in which it was said, whatever component says it", () => {
  const first = connect();
  const second = connect({ _runtime: first.model.get("_runtime") });
  first.box.emit(null, { value: "b" });
  second.box.emit(null, { value: "c" });
  first.box.emit(null, { value: "d" });
  expect([...first.model.sent, ...second.model.sent].map(({ n }) => n)).toEqual([1, 3, 2]);
  expect(second.model.sent[0]?.page).toBe(first.model.sent[0]?.page);
});

test("what the visitor typed is not undone by what the kernel said before it heard that", () => {
  const { model, box } = connect();
  expect(box.traits.value).toBe("a");
  box.emit(null, { value: "b" });
  const heard = { [String(model.sent[0]?.page)]: 1 };
  box.emit(null, { value: "bc" });
  model.set("_heard", heard);
  model.set("value", "old");
  expect(box.traits.value).toBe("bc");
  expect(model.get("value")).toBe("bc");
  model.set("_heard", { ...heard, [String(model.sent[0]?.page)]: 2 });
  model.set("value", "new");
  expect(box.traits.value).toBe("new");
});

test("the same holds for a text that the kernel sends by its tails", () => {
  const { model, box } = connect();
  expect(box.traits.value).toBe("a");
  box.emit(null, { value: "b" });
  model.set("value", "tail", { heard: {} });
  expect(box.traits.value).toBe("b");
  model.set("value", "tail", { heard: { [String(model.sent[0]?.page)]: 1 } });
  expect(box.traits.value).toBe("tail");
});

test("after a lost connection it asks for its state", () => {
  const manager = new FakeManager();
  const { model } = connect({}, manager);
  manager.restored.emit();
  expect(model.sent).toEqual([{ resync: true }]);
});

test("without a kernel nothing can be changed, and nothing runs", () => {
  const manager = new FakeManager();
  const { model, box } = connect({ _interactive: true, _status: { state: "pending" } }, manager);
  manager.kernel?.become("connecting");
  expect(box.traits._interactive).toBe(true);
  manager.kernel?.dispose();
  expect(box.traits._interactive).toBe(false);
  expect(box.traits._status).toEqual({});
  box.emit(null, { value: "b" });
  expect(model.sent).toEqual([]);
});

test("a host that knows no kernels says it by the model", () => {
  const { model, box } = connect({ _interactive: true });
  model.trigger("comm_live_update");
  expect(box.traits._interactive).toBe(false);
});

test("a view that is gone waits for no answer", () => {
  vi.useFakeTimers();
  const { model, end, box } = connect();
  box.emit(null, { value: "b" });
  end.abort();
  vi.advanceTimersByTime(2000);
  expect(box.health.value).toBe("live");
  expect(model.listening).toBe(0);
});

test("what the kernel said and the page missed is asked for again", () => {
  const { model } = connect({ value: "one", _count: 2 });
  model.trigger("msg:custom", { sent: 2 });
  expect(model.sent).toEqual([]);
  model.trigger("msg:custom", { sent: 3 });
  expect(model.sent).toEqual([{ resync: true }]);
});

test("a tail of a text is heard, too", () => {
  const { model } = connect({ value: "one", _count: 2 });
  model.trigger("msg:custom", { append: " two", at: 3, count: 3 });
  model.trigger("msg:custom", { sent: 3 });
  expect(model.sent).toEqual([]);
});
