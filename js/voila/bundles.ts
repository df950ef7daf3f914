/** Puts this build's own bundles where the loader of every runtime looks, so that the kernel sends none. */

import type { Assets } from "./config";

const shared = globalThis as unknown as Record<symbol, unknown>;

export function shareBundles({ hash, bundles }: Assets): void {
  const load = (name: string) => {
    const url = bundles[name];
    return url === undefined ? undefined : import(url);
  };
  const core = load("core");
  const runtimes = new Map(core && [[hash, core]]);
  // What the server cannot send any more, the kernel can.
  core?.catch(() => runtimes.delete(hash));
  shared[Symbol.for("nbblocks.page")] = true;
  shared[Symbol.for("nbblocks.runtimes")] = runtimes;
  shared[Symbol.for("nbblocks.bundles")] = (name: string, wanted: string) => (wanted === hash ? load(name) : undefined);
}
