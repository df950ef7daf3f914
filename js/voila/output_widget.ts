/** The Output widget of ipywidgets: catches what the kernel puts out while it handles a message. */

import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import type { KernelMessage } from "@jupyterlab/services";
import type { Manager } from "./manager";
import { type Output, render } from "./outputs";

const MODULE = "@jupyter-widgets/output";
const CAUGHT = new Set(["stream", "display_data", "execute_result", "error"]);

export class OutputModel extends DOMWidgetModel {
  private clearBeforeNext = false;

  override defaults() {
    return {
      ...super.defaults(),
      _model_name: "OutputModel",
      _model_module: MODULE,
      _view_name: "OutputView",
      _view_module: MODULE,
      msg_id: "",
      outputs: [],
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: the base class says so.
  override initialize(attributes: any, options: any): void {
    super.initialize(attributes, options);
    this.listenTo(this, "change:msg_id", this.catch);
  }

  /** Catch what answers the message that the kernel handles now, and nothing else any more. */
  private catch(): void {
    const { kernel } = this.widget_manager as unknown as Manager;
    const before = this.previous("msg_id");
    if (before) kernel.removeMessageHook(before, this.receive);
    const now = this.get("msg_id");
    if (now) kernel.registerMessageHook(now, this.receive);
  }

  private receive = (message: KernelMessage.IIOPubMessage): boolean => {
    const type = message.header.msg_type;
    if (type === "clear_output") this.empty((message.content as { wait: boolean }).wait);
    if (CAUGHT.has(type)) this.add({ output_type: type, ...message.content } as Output);
    return !CAUGHT.has(type);
  };

  private empty(wait: boolean): void {
    if (wait) this.clearBeforeNext = true;
    else this.store([]);
  }

  private add(output: Output): void {
    const shown: Output[] = this.clearBeforeNext ? [] : this.get("outputs");
    this.clearBeforeNext = false;
    const last = shown.at(-1);
    const continues = output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name;
    if (continues) this.store([...shown.slice(0, -1), { ...output, text: `${last.text}${output.text}` }]);
    else this.store([...shown, output]);
  }

  private store(outputs: Output[]): void {
    this.set("outputs", outputs);
    this.save_changes();
  }
}

export class OutputView extends DOMWidgetView {
  private shown: Output[] = [];

  override render(): void {
    super.render();
    this.el.classList.add("nbb-output-widget");
    this.listenTo(this.model, "change:outputs", this.update);
    void this.displayed.then(() => this.update());
  }

  /** Leave alone what has not changed. */
  override update(): void {
    const outputs: Output[] = this.model.get("outputs");
    const same = outputs.findIndex((output, i) => output !== this.shown[i]);
    const keep = same === -1 ? outputs.length : same;
    this.clearFrom(keep);
    for (const output of outputs.slice(keep)) {
      const place = this.el.appendChild(document.createElement("div"));
      void render(output, place, this.manager);
    }
    this.shown = outputs;
  }

  override remove(): void {
    this.clearFrom(0);
    super.remove();
  }

  private clearFrom(first: number): void {
    for (const place of [...this.el.children].slice(first)) this.manager.clear(place);
  }

  private get manager(): Manager {
    return this.model.widget_manager as unknown as Manager;
  }
}
