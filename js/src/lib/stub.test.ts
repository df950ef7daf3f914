import { expect, test, vi } from "vitest";
import stub from "./stub";
import { FakeModel } from "./testing";

function model(traits: Record<string, unknown>) {
  const made = new FakeModel(traits);
  stub.initialize({ model: made });
  return made;
}

test("a tail is put behind what the kernel sent before", () => {
  const box = model({ value: "abc" });
  box.trigger("msg:custom", { append: "def", at: 3 });
  box.trigger("msg:custom", { append: "g", at: 6 });
  expect(box.get("value")).toBe("abcdefg");
});

test("what the visitor types meanwhile does not end up inside it", () => {
  const box = model({ value: "abc" });
  box.set("value", "abX", { local: true });
  box.trigger("msg:custom", { append: "def", at: 3 });
  expect(box.get("value")).toBe("abcdef");
});

test("after a lost message the whole text is asked for", () => {
  const box = model({ value: "abc" });
  box.trigger("msg:custom", { append: "x", at: 30 });
  expect(box.get("value")).toBe("abc");
  expect(box.sent).toEqual([{ resync: "value" }]);
});

test("the runtime mounts the component's stem", async () => {
  const mount = vi.fn();
  const core = { mount, components: {} };
  const load = vi.fn();
  const box = model({ value: "", _stem: "slider", _runtime: "anywidget:7" });
  const host = { getWidget: vi.fn(async () => ({ exports: { ready: Promise.resolve(core), load } })) };
  const context = { model: box, host } as never;
  await stub.render(context);
  expect(host.getWidget).toHaveBeenCalledWith("anywidget:7");
  expect(mount).toHaveBeenCalledWith("slider", context, load, core);
});
