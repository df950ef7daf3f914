/** The widget manager: models and views of the page, kept in step with the kernel. */

import type * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import type { JSONObject, JSONValue } from "@lumino/coreutils";
import { MessageLoop } from "@lumino/messaging";
import { Signal } from "@lumino/signaling";
import { Widget } from "@lumino/widgets";
import { Comm } from "./comm";
import type { Icons } from "./icons";
import type { KernelConnection } from "./kernel";
import type { MimeTypes } from "./mime";
import type { Packages } from "./packages";

export class Manager extends ManagerBase {
  /** As the manager of JupyterLab has it: emitted when the state of all widgets has come from the kernel. */
  readonly restored = new Signal<this, void>(this);
  private readonly shown = new Set<Widget>();

  constructor(
    readonly kernel: KernelConnection,
    readonly mimeTypes: MimeTypes,
    private readonly packages: Packages,
    private readonly icons: Icons,
  ) {
    super();
    kernel.registerCommTarget(this.comm_target_name, async (comm, message) => {
      await this.handle_comm_open(new Comm(comm), message);
    });
    addEventListener("resize", () => this.fitAll());
  }

  /** Take over the widgets that the kernel has, and again after each connection that was lost. */
  async restore(): Promise<void> {
    await this.load();
    this.kernel.connectionStatusChanged.connect((_, status) => {
      if (status === "connected") void this.load();
    });
  }

  private async load(): Promise<void> {
    await this._loadFromKernel();
    this.restored.emit();
  }

  /** Show a widget in `place`. */
  async show(modelId: string, place: HTMLElement): Promise<void> {
    const view = await this.create_view<base.DOMWidgetView>(await this.get_model(modelId));
    this.attach(view.luminoWidget, place);
  }

  /** Put a widget in `place`, if that is still in the page. */
  attach(widget: Widget, place: HTMLElement): void {
    if (place.isConnected) {
      Widget.attach(widget, place);
      this.shown.add(widget);
      widget.disposed.connect(() => this.shown.delete(widget));
    } else widget.dispose();
  }

  /** Take `place` away, and the widgets that are shown in it. */
  clear(place: Element): void {
    for (const widget of this.shown) {
      if (!place.contains(widget.node)) continue;
      // Lumino refuses to detach what is out of the page already.
      if (!place.isConnected) MessageLoop.sendMessage(widget, Widget.Msg.AfterDetach);
      widget.dispose();
    }
    place.remove();
  }

  override async loadClass(name: string, module: string, version: string): Promise<typeof base.WidgetModel> {
    this.icons.consider(name, module);
    const found = (await this.packages.load(module, version))[name];
    if (found === undefined) throw new Error(`${module} ${version} has no ${name}`);
    return found as typeof base.WidgetModel;
  }

  override async _create_comm(
    target: string,
    id: string,
    data?: JSONValue,
    metadata?: JSONObject,
    buffers?: (ArrayBuffer | ArrayBufferView)[],
  ): Promise<base.IClassicComm> {
    const comm = this.kernel.createComm(target, id);
    if (data !== undefined || metadata !== undefined) comm.open(data, metadata, buffers);
    return new Comm(comm);
  }

  override async _get_comm_info(): Promise<object> {
    const { content } = await this.kernel.requestCommInfo({ target_name: this.comm_target_name });
    return content.status === "ok" ? content.comms : {};
  }

  private fitAll(): void {
    for (const widget of this.shown) MessageLoop.postMessage(widget, Widget.ResizeMessage.UnknownSize);
  }
}
