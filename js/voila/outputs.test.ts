import { Widget } from "@lumino/widgets";
import { beforeEach, expect, test, vi } from "vitest";
import type { Federation } from "./federation";
import type { Icons } from "./icons";
import type { KernelConnection } from "./kernel";
import { Manager } from "./manager";
import { MimeTypes } from "./mime";
import { type Output, render } from "./outputs";
import type { Packages } from "./packages";

const TYPE = "application/vnd.example+json";
const OUTPUT: Output = { output_type: "display_data", data: { [TYPE]: {}, "text/plain": "a figure" } };

/** An installed package that renders a format; the widget says so unless it fails. */
function container(renderModel: () => Promise<void>) {
  const createRenderer = () => Object.assign(new Widget(), { renderModel });
  const extension = { rendererFactory: { mimeTypes: [TYPE], createRenderer } };
  return { init: async () => {}, get: async () => () => ({ default: extension }) };
}

const broken = { init: async () => {}, get: () => Promise.reject(new Error("broken package")) };

let place: HTMLElement;

async function shown(...containers: object[]): Promise<string | null> {
  const federation = { containers: async () => new Map(containers.map((one, index) => [String(index), one])) };
  const kernel = { registerCommTarget: () => {} } as unknown as KernelConnection;
  const mimeTypes = new MimeTypes(federation as unknown as Federation);
  await render(OUTPUT, place, new Manager(kernel, mimeTypes, {} as Packages, {} as Icons));
  return place.textContent;
}

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  place = document.createElement("div");
  document.body.replaceChildren(place);
});

test("a package that knows the format renders it", async () => {
  expect(await shown(container(async () => {}))).toBe("");
  expect(place.querySelector(".lm-Widget")).not.toBeNull();
});

test("without such a package the text stands there", async () => {
  expect(await shown()).toBe("a figure");
});

test("a package that cannot be loaded takes no other's formats away", async () => {
  expect(
    await shown(
      broken,
      container(async () => {}),
    ),
  ).toBe("");
  expect(console.warn).toHaveBeenCalledOnce();
});

test("where a renderer fails the text stands there", async () => {
  expect(await shown(container(() => Promise.reject(new Error("bad figure"))))).toBe("a figure");
  expect(place.querySelector(".lm-Widget")).toBeNull();
  expect(console.warn).toHaveBeenCalledOnce();
});
