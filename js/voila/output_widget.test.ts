import { expect, test, vi } from "vitest";
import { OutputModel } from "./output_widget";

type Hook = (message: { header: { msg_type: string }; content: object }) => boolean;

/** A model whose kernel lets the test speak for it. */
function make() {
  const hooks = new Map<string, Hook>();
  const kernel = {
    registerMessageHook: (id: string, hook: Hook) => hooks.set(id, hook),
    removeMessageHook: (id: string) => hooks.delete(id),
  };
  const model = new OutputModel({}, { model_id: "m", widget_manager: { kernel } as never });
  model.save_changes = vi.fn();
  return { model, hooks };
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
