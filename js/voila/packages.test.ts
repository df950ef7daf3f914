import { expect, test, vi } from "vitest";
import type { Federation } from "./federation";
import { Packages } from "./packages";

vi.mock("anywidget", () => ({ default: () => ({}) }));

const REGISTRY = { name: "jupyter.extensions.jupyterWidgetRegistry" };

/** An installed package that registers modules of widgets. */
function container(...modules: string[]) {
  const activate = vi.fn(async (_app: unknown, registry: { registerWidget(registration: object): void }) => {
    for (const name of modules) registry.registerWidget({ name, exports: { made: name } });
  });
  const plugin = { requires: [REGISTRY], activate };
  return { activate, init: async () => {}, get: async () => () => ({ default: plugin }) };
}

function packages(installed: Record<string, unknown>) {
  return new Packages({ containers: async () => new Map(Object.entries(installed)) } as unknown as Federation);
}

test("the package of the same name is asked first", async () => {
  const installed = { other: container("other"), wanted: container("wanted") };
  expect(await packages(installed).load("wanted", "1")).toEqual({ made: "wanted" });
  expect(installed.other.activate).not.toHaveBeenCalled();
});

test("a package runs once, however many widgets ask at the same time", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const installed = { first: container("a"), second: container("b", "c") };
  const made = packages(installed);
  const loaded = await Promise.all(["b", "c", "b", "a"].map((name) => made.load(name, "1")));
  expect(loaded).toEqual([{ made: "b" }, { made: "c" }, { made: "b" }, { made: "a" }]);
  for (const { activate } of Object.values(installed)) expect(activate).toHaveBeenCalledOnce();
  expect(warned).not.toHaveBeenCalled();
});

test("a package that fails keeps no other from being asked", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const broken = container();
  broken.activate.mockRejectedValue(new Error("broken"));
  expect(await packages({ broken, good: container("wanted") }).load("wanted", "1")).toEqual({ made: "wanted" });
  expect(warned).toHaveBeenCalledOnce();
  await expect(packages({}).load("absent", "1.2")).rejects.toThrow("absent 1.2 is not installed");
});
