import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeManager } from "./kernel.testing";
import loader from "./loader";
import type { Runtime } from "./runtime";
import { FakeModel } from "./testing";
import { blobsAsData } from "./testing_blobs";

const page = globalThis as unknown as Record<symbol, unknown>;
const RUNTIMES = Symbol.for("nbblocks.runtimes");
const BUNDLES = Symbol.for("nbblocks.bundles");

beforeEach(blobsAsData);

afterEach(() => {
  delete page[RUNTIMES];
  delete page[BUNDLES];
});

function start(traits: Record<string, unknown>, manager?: FakeManager): { model: FakeModel; runtime: Runtime } {
  const model = new FakeModel({ _hash: "h", _bundle: "", ...traits });
  model.widget_manager = manager;
  return { model, runtime: loader.initialize({ model }) };
}

/** The kernel sends a bundle of this text. */
function answer(model: FakeModel, bundle: string, text: string): void {
  model.trigger("msg:custom", { bundle }, [new DataView(new TextEncoder().encode(text).buffer)]);
}

test("the bundle in the widget's state is evaluated once for all notebooks of the page", async () => {
  const first = start({ _bundle: "export const made = {}" });
  const second = start({ _bundle: "export const made = {}" });
  expect(await second.runtime.ready).toBe(await first.runtime.ready);
});

test("a page that has the runtime already is not asked for it again", async () => {
  const core = { mount: vi.fn() };
  page[RUNTIMES] = new Map([["h", Promise.resolve(core)]]);
  const { model, runtime } = start({});
  expect(await runtime.ready).toBe(core);
  expect(model.sent).toEqual([]);
});

test("without either the kernel sends it", async () => {
  const { model, runtime } = start({});
  expect(model.sent).toEqual([{ bundle: "core" }]);
  answer(model, "core", "export const sent = 1");
  expect(await runtime.ready).toMatchObject({ sent: 1 });
  expect(model.listening).toBe(0);
});

test("a bundle comes from the page if it serves one", async () => {
  const katex = { components: {} };
  page[BUNDLES] = (name: string, hash: string) =>
    name === "katex" && hash === "h" ? Promise.resolve(katex) : undefined;
  const { model, runtime } = start({ _bundle: "export {}" });
  expect(await runtime.load("katex")).toBe(katex);
  expect(model.sent).toEqual([]);
});

test("a bundle that the page cannot load comes from the kernel", async () => {
  page[BUNDLES] = () => Promise.reject(new Error("gone"));
  const { model, runtime } = start({ _bundle: "export {}" });
  const loaded = runtime.load("katex");
  await vi.waitFor(() => expect(model.sent).toEqual([{ bundle: "katex" }]));
  answer(model, "katex", "export const formulas = 1");
  expect(await loaded).toMatchObject({ formulas: 1 });
});

test("a bundle that failed is tried again", async () => {
  const { model, runtime } = start({ _bundle: "export {}" });
  const failed = runtime.load("katex");
  answer(model, "katex", "throw new Error('broken')");
  await expect(failed).rejects.toThrow("broken");
  const loaded = runtime.load("katex");
  answer(model, "katex", "export const formulas = 2");
  expect(await loaded).toMatchObject({ formulas: 2 });
});

test("a bundle that was lost with the connection is asked for again, until it is there", async () => {
  const manager = new FakeManager();
  const { model, runtime } = start({ _bundle: "export {}" }, manager);
  const loaded = runtime.load("katex");
  manager.restored.emit();
  expect(model.sent).toEqual([{ bundle: "katex" }, { bundle: "katex" }]);
  answer(model, "katex", "export const formulas = 3");
  expect(await loaded).toMatchObject({ formulas: 3 });
  manager.restored.emit();
  expect(model.sent).toHaveLength(2);
});
