/** Outputs in the formats of other people's packages, such as the figures of plotly. */

import type { Widget } from "@lumino/widgets";
import type { Federation } from "./federation";

interface Renderer extends Widget {
  renderModel(model: unknown): Promise<void>;
}

interface MimeExtension {
  rendererFactory: { mimeTypes: readonly string[]; createRenderer(options: { mimeType: string }): Renderer };
}

/** Formats that a package may render; those of widgets are the page's own. */
const OF_PACKAGES = /^application\/(?!vnd\.jupyter\.)vnd\./;

export class MimeTypes {
  private extensions: Promise<MimeExtension[]> | undefined;

  constructor(private readonly federation: Federation) {}

  /** Show the data, if an installed package can; `attach` puts a renderer where it is to be. */
  async show(data: Record<string, unknown>, metadata: unknown, attach: (renderer: Widget) => void): Promise<boolean> {
    const offered = Object.keys(data).filter((type) => OF_PACKAGES.test(type));
    if (!offered.length) return false;
    this.extensions ??= this.load();
    for (const { rendererFactory } of await this.extensions) {
      const mimeType = offered.find((type) => rendererFactory.mimeTypes.includes(type));
      if (mimeType === undefined) continue;
      const renderer = rendererFactory.createRenderer({ mimeType });
      attach(renderer);
      if (renderer.isDisposed) return true;
      try {
        await renderer.renderModel({ data, metadata: metadata ?? {}, trusted: true, setData: () => {} });
        return true;
      } catch (error) {
        console.warn(error);
        renderer.dispose();
      }
    }
    return false;
  }

  private async load(): Promise<MimeExtension[]> {
    const containers = await this.federation.containers("mimeExtension");
    const modules = [...containers.values()].map(async (one) => {
      try {
        return (await one.get("./mimeExtension"))().default;
      } catch (error) {
        console.warn(error);
        return [];
      }
    });
    return (await Promise.all(modules)).flat() as MimeExtension[];
  }
}
