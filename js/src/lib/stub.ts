/**
 * The module of every component: it asks the page's runtime to show the component.
 *
 * anywidget sends, evaluates and saves it once per instance, so it is as short as it can be.
 * What must happen once per model, however many views it has, happens here too.
 */

import type { Change, Context, Model } from "./model";
import type { Runtime } from "./runtime";

/** Puts a text together that the kernel sends by its new tails. */
function takeTails(model: Model): void {
  let base = model.get("value");
  model.on("change:value", (_model: unknown, value: unknown, change?: Change) => {
    if (!change?.local) base = value;
  });
  model.on("msg:custom", ({ append, at, heard }: { append?: string; at?: number } & Change) => {
    if (append === undefined) return;
    if (typeof base === "string" && base.length === at) model.set("value", base + append, { heard });
    else model.send({ resync: "value" });
  });
}

export default {
  initialize({ model }: { model: Model }): void {
    takeTails(model);
  },
  async render(context: Context): Promise<void> {
    const { exports } = await context.host.getWidget<Runtime>(context.model.get("_runtime") as string);
    const core = await exports.ready;
    await core.mount(context.model.get("_stem") as string, context, exports.load, core);
  },
};
