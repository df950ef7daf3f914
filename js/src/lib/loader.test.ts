import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

function start(traits: Record<string, unknown>): { model: FakeModel; runtime: Runtime } {
  const model = new FakeModel({ _hash: "h", _bundle: "", ...traits });
  return { model, runtime: loader.initialize({ model }) };
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
  const bytes = new TextEncoder().encode("export const sent = 1");
  model.trigger("msg:custom", { bundle: "core" }, [new DataView(bytes.buffer)]);
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

test("a bundle that failed to load is tried again", async () => {
  let tries = 0;
  page[BUNDLES] = () => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error("cut off")) : Promise.resolve("there");
  };
  const { runtime } = start({ _bundle: "export {}" });
  await expect(runtime.load("katex")).rejects.toThrow("cut off");
  expect(await runtime.load("katex")).toBe("there");
});
