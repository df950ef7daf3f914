/** Where the classes of widgets come from: the page itself, or a package that somebody installed. */

import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import anywidget from "anywidget";
import type { PageConfig } from "./config";
import { Federation } from "./federation";
import * as output from "./output_widget";

export type Exports = Record<string, unknown>;

export class Packages {
  private readonly own: Record<string, Exports> = {
    "@jupyter-widgets/base": base,
    "@jupyter-widgets/controls": controls,
    "@jupyter-widgets/output": output,
    anywidget: anywidget(base),
  };
  private readonly installed: Federation;

  constructor(config: PageConfig) {
    this.installed = new Federation(config);
  }

  async load(module: string, version: string): Promise<Exports> {
    return this.own[module] ?? (await this.installed.load(module, version));
  }
}
