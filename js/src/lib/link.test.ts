import { effect } from "@preact/signals";
import { afterEach, expect, test, vi } from "vitest";
import { link } from "./link";
import type { Context } from "./model";
import { busy } from "./pulse";
import { FakeModel } from "./testing";

interface Box {
  value: string;
}

function connect(traits: Record<string, unknown> = {}) {
  const model = new FakeModel({ value: "a", _events: [], _runtime: crypto.randomUUID(), ...traits });
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
  expect(model.sent).toEqual([{ event: "submit", state: { value: "b" }, data: { key: "Enter" } }]);
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

test("a kernel that does not listen for a second is busy until it answers", () => {
  vi.useFakeTimers();
  const { model, box } = connect();
  box.emit(null, { value: "b" });
  const pulse = busy(model.get("_runtime") as string);
  vi.advanceTimersByTime(900);
  expect(pulse.value).toBe(false);
  vi.advanceTimersByTime(200);
  expect(pulse.value).toBe(true);
  model.trigger("msg:custom", { ack: model.sent.at(-1)?.seq });
  expect(pulse.value).toBe(false);
});

test("a view that is gone waits for no answer", () => {
  vi.useFakeTimers();
  const { model, end, box } = connect();
  box.emit(null, { value: "b" });
  end.abort();
  vi.advanceTimersByTime(2000);
  expect(busy(model.get("_runtime") as string).value).toBe(false);
  expect(model.listening).toBe(0);
});
