/** What the runtime of a page offers to the stubs, and bundles to each other. */

import type { Component } from "./component";
import type { Context } from "./model";

/** Loads a bundle by its name, such as `katex`. */
export type Load = (name: string) => Promise<unknown>;

/** What every bundle of components exports; the build adds the style sheet of its components. */
export interface Bundle {
  components: Record<string, Component>;
  css?: string;
}

/** What `core.js` exports besides. */
export interface Core extends Bundle {
  mount(stem: string, context: Context, load: Load, core: Bundle): Promise<void>;
}

/** What the Runtime widget exports. */
export interface Runtime {
  ready: Promise<Core>;
  load: Load;
}
