/** Packages of other people, installed as extensions of JupyterLab: loaded when something asks for one. */

import type { FederatedExtension, PageConfig } from "./config";
import { shareScope } from "./shared";

/** What webpack makes of a package. */
export interface Container {
  init(scope: ReturnType<typeof shareScope>): Promise<void>;
  get(path: string): Promise<() => { default: unknown }>;
}

/** What this page brings itself, or stands in for. */
const NEEDLESS = /^(anywidget|@jupyter-widgets\/|@voila-dashboards\/|@jupyter-notebook\/|jupyterlab_pygments$)/;

export class Federation {
  private readonly scope = shareScope();
  private readonly started = new Map<string, Promise<Container | undefined>>();

  constructor(private readonly config: PageConfig) {}

  /** The packages that have an extension of this kind, ready to run. */
  async containers(kind: "extension" | "mimeExtension"): Promise<Map<string, Container>> {
    const wanted = this.config.federated_extensions.filter((one) => one[kind] && !NEEDLESS.test(one.name));
    // A package may share modules with another, so all are made known before any runs.
    const found = await Promise.all(wanted.map(async (one) => [one.name, await this.start(one)] as const));
    return new Map(found.filter((entry): entry is [string, Container] => entry[1] !== undefined));
  }

  private start(extension: FederatedExtension): Promise<Container | undefined> {
    let container = this.started.get(extension.name);
    if (container === undefined) {
      container = this.init(extension).catch((error) => void console.warn(error));
      this.started.set(extension.name, container);
    }
    return container;
  }

  private async init({ name, load }: FederatedExtension): Promise<Container | undefined> {
    await addScript(`${this.config.fullLabextensionsUrl}/${name}/${load}`);
    const container = (window as unknown as { _JUPYTERLAB: Record<string, Container> })._JUPYTERLAB[name];
    await container?.init(this.scope);
    return container;
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
