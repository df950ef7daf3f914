/** Widget packages of other people, installed as extensions of JupyterLab: loaded when a widget asks for one. */

import type { FederatedExtension, PageConfig } from "./config";
import { type ShareScope, shareScope } from "./shared";

interface Container {
  init(scope: ShareScope): Promise<void>;
  get(path: string): Promise<() => unknown>;
}

interface Plugin {
  requires?: { name: string }[];
  optional?: { name: string }[];
  activate(app: unknown, ...services: unknown[]): unknown;
}

type Exports = Record<string, unknown>;
type Registration = { name: string; exports: Exports | (() => Exports | Promise<Exports>) };

const REGISTRY = "jupyter.extensions.jupyterWidgetRegistry";
/** What this page brings itself, or stands in for. */
const NEEDLESS = /^(anywidget|@jupyter-widgets\/|@voila-dashboards\/|jupyterlab_pygments$)/;

export class Federation {
  private readonly registered = new Map<string, Registration["exports"]>();
  private readonly candidates: FederatedExtension[];
  private containers: Promise<Map<string, Container>> | undefined;

  constructor(private readonly config: PageConfig) {
    this.candidates = config.federated_extensions.filter((one) => one.extension && !NEEDLESS.test(one.name));
  }

  /** Return what the package that calls itself `module` to widgets exports. */
  async load(module: string, version: string): Promise<Exports> {
    this.containers ??= this.start();
    const containers = await this.containers;
    const byLikeness = [...containers.keys()].sort((a, b) => Number(b === module) - Number(a === module));
    for (const name of byLikeness) {
      if (this.registered.has(module)) break;
      await this.activate(containers.get(name) as Container).catch(console.warn);
      containers.delete(name);
    }
    const exports = this.registered.get(module);
    if (exports === undefined) throw new Error(`The package ${module} ${version} is not installed on the server`);
    return typeof exports === "function" ? exports() : exports;
  }

  /** A package may share modules with another, so all are made known before any runs. */
  private async start(): Promise<Map<string, Container>> {
    const scope = shareScope();
    const containers = new Map<string, Container>();
    const load = async ({ name, load }: FederatedExtension) => {
      await addScript(`${this.config.fullLabextensionsUrl}/${name}/${load}`);
      const container = (window as unknown as { _JUPYTERLAB: Record<string, Container> })._JUPYTERLAB[name];
      if (container === undefined) return;
      await container.init(scope);
      containers.set(name, container);
    };
    await Promise.all(this.candidates.map((one) => load(one).catch(console.warn)));
    return containers;
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

function addScript(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${url} did not load`));
    document.head.append(script);
  });
}
