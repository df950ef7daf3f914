/** What the build makes of anywidget's front end, see plugins.mjs. */
declare module "anywidget" {
  import type * as base from "@jupyter-widgets/base";

  export default function define(shared: typeof base): Record<string, unknown>;
}
