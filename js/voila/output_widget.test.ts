import { Widget } from "@lumino/widgets";
import { expect, test, vi } from "vitest";
import type { Icons } from "./icons";
import type { KernelConnection } from "./kernel";
import { Manager } from "./manager";
import type { MimeTypes } from "./mime";
import { OutputModel, OutputView } from "./output_widget";
import type { Packages } from "./packages";

type Hook = (message: { header: { msg_type: string }; content: object }) => boolean;

/** A model whose kernel lets the test speak for it; its outputs are rendered by widgets. */
function make() {
  const hooks = new Map<string, Hook>();
  const kernel = {
    registerCommTarget: () => {},
    registerMessageHook: (id: string, hook: Hook) => hooks.set(id, hook),
    removeMessageHook: (id: string) => hooks.delete(id),
  };
  const rendered: Widget[] = [];
  const mimeTypes = {
    show: async (_data: unknown, _metadata: unknown, attach: (renderer: Widget) => void) => {
      await Promise.resolve();
      const renderer = new Widget();
      rendered.push(renderer);
      attach(renderer);
      return true;
    },
  };
  const manager = new Manager(
    kernel as unknown as KernelConnection,
    mimeTypes as unknown as MimeTypes,
    {} as Packages,
    {} as Icons,
  );
  const model = new OutputModel({}, { model_id: "m", widget_manager: manager as never });
  model.save_changes = vi.fn();
  return { model, hooks, rendered };
}

const stream = (text: string, name = "stdout") => ({ header: { msg_type: "stream" }, content: { name, text } });

test("what the message puts out is caught, and nothing else", () => {
  const { model, hooks } = make();
  model.set("msg_id", "1");
  const hook = hooks.get("1") as Hook;
  expect(hook(stream("a"))).toBe(false);
  expect(hook(stream("b"))).toBe(false);
  expect(hook(stream("c", "stderr"))).toBe(false);
  expect(hook({ header: { msg_type: "status" }, content: {} })).toBe(true);
  expect(model.get("outputs")).toEqual([
    { output_type: "stream", name: "stdout", text: "ab" },
    { output_type: "stream", name: "stderr", text: "c" },
  ]);
  model.set("msg_id", "");
  expect(hooks.size).toBe(0);
});

test("clear_output(wait=True) clears when something comes", () => {
  const { model, hooks } = make();
  model.set("msg_id", "1");
  const hook = hooks.get("1") as Hook;
  hook(stream("old"));
  hook({ header: { msg_type: "clear_output" }, content: { wait: true } });
  expect(model.get("outputs")).toHaveLength(1);
  hook(stream("new"));
  expect(model.get("outputs")).toEqual([{ output_type: "stream", name: "stdout", text: "new" }]);
});

test("widgets end when their output is taken away, and those that stay go on", async () => {
  const { model, rendered } = make();
  const [first, second] = ["1", "2"].map((text) => ({ output_type: "display_data", data: { text } }));
  model.set("outputs", [first, second]);
  const view = new OutputView({ model });
  view.render();
  Widget.attach(view.luminoWidget, document.body);
  await vi.waitFor(() => expect(view.el.querySelectorAll(".lm-Widget")).toHaveLength(2));
  model.set("outputs", [first]);
  expect(rendered.map(({ isDisposed }) => isDisposed)).toEqual([false, true]);
  expect(view.el.querySelectorAll(".lm-Widget")).toHaveLength(1);
  // Taken away before it is ready.
  model.set("outputs", [first, second]);
  view.luminoWidget.dispose();
  await vi.waitFor(() => expect(rendered.map(({ isDisposed }) => isDisposed)).toEqual([true, true, true]));
});
