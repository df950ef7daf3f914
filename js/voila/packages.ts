/** Where the classes of widgets come from: the page itself, or a package that somebody installed. */

import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import anywidget from "anywidget";
import type { Container, Federation } from "./federation";
import * as output from "./output_widget";

type Exports = Record<string, unknown>;
type Registration = { name: string; exports: Exports | (() => Exports | Promise<Exports>) };

interface Plugin {
  requires?: { name: string }[];
  optional?: { name: string }[];
  activate(app: unknown, ...services: unknown[]): unknown;
}

const REGISTRY = "jupyter.extensions.jupyterWidgetRegistry";

export class Packages {
  private readonly registered = new Map<string, Registration["exports"]>([
    ["@jupyter-widgets/base", { ...base }],
    ["@jupyter-widgets/controls", { ...controls }],
    ["@jupyter-widgets/output", { ...output }],
    ["anywidget", anywidget(base)],
  ]);
  private installed: Promise<Map<string, Container>> | undefined;
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(private readonly federation: Federation) {}

  /** Return what the package that calls itself `module` to widgets exports. */
  async load(module: string, version: string): Promise<Exports> {
    if (!this.registered.has(module)) await this.look(module);
    const exports = this.registered.get(module);
    if (exports === undefined) throw new Error(`The package ${module} ${version} is not installed on the server`);
    return typeof exports === "function" ? exports() : exports;
  }

  /** Run installed packages, the one of the same name first, until one registers the module. */
  private async look(module: string): Promise<void> {
    this.installed ??= this.federation.containers("extension");
    const byLikeness = [...(await this.installed)].sort(([a], [b]) => Number(b === module) - Number(a === module));
    for (const [name, container] of byLikeness) {
      if (this.registered.has(module)) return;
      await this.run(name, container);
    }
  }

  /** Run a package once, however many widgets look for theirs meanwhile. */
  private run(name: string, container: Container): Promise<unknown> {
    const running = this.running.get(name) ?? this.activate(container).catch(console.warn);
    this.running.set(name, running);
    return running;
  }

  /** Run the plugins that register widgets; those that want a whole JupyterLab have no place here. */
  private async activate(container: Container): Promise<void> {
    const { default: plugins } = (await container.get("./extension"))() as { default: Plugin | Plugin[] };
    const registry = { registerWidget: ({ name, exports }: Registration) => this.registered.set(name, exports) };
    const service = ({ name }: { name: string }) => (name === REGISTRY ? registry : null);
    for (const plugin of [plugins].flat()) {
      const required = (plugin.requires ?? []).map(service);
      if (!required.includes(registry) || required.includes(null)) continue;
      await plugin.activate({}, ...required, ...(plugin.optional ?? []).map(service));
    }
  }
}
