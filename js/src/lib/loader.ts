/**
 * The module of the Runtime widget: it brings `core.js` to the page, once.
 *
 * A page that has it already (the Voila template does) is asked first, then the widget's own
 * state, then the kernel. Nothing here waits for the network before anywidget's two seconds
 * are over: `initialize` returns a promise as an export.
 */

import { evaluate } from "./evaluate";
import type { Model } from "./model";
import type { Core, Runtime } from "./runtime";

const page = globalThis as unknown as {
  [name: symbol]: unknown;
};

/** The modules of this page by their hash, so that two notebooks in one page share them. */
function modules(): Map<string, Promise<unknown>> {
  const key = Symbol.for("nbblocks.runtimes");
  page[key] ??= new Map();
  return page[key] as Map<string, Promise<unknown>>;
}

function fromKernel(model: Model, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let here = false;
    const ask = () => here || model.send({ bundle: name });
    const receive = (message: { bundle?: string }, buffers: DataView<ArrayBuffer>[]) => {
      if (message.bundle !== name) return;
      here = true;
      model.off("msg:custom", receive);
      evaluate(buffers[0] as BlobPart).then(resolve, reject);
    };
    model.on("msg:custom", receive);
    // What the kernel says while a connection is lost may never arrive.
    model.widget_manager?.restored?.connect(ask);
    ask();
  });
}

/** A bundle that the page serves itself, if it does. */
function fromPage(name: string, hash: string): Promise<unknown> | undefined {
  const bundles = page[Symbol.for("nbblocks.bundles")] as
    | ((name: string, hash: string) => Promise<unknown> | undefined)
    | undefined;
  return bundles?.(name, hash);
}

/** A bundle from the page, or from the kernel: not every browser loads again what failed to load once. */
function bring(model: Model, name: string, hash: string): Promise<unknown> {
  const ask = () => fromKernel(model, name);
  return fromPage(name, hash)?.catch(ask) ?? ask();
}

function once(key: string, make: () => Promise<unknown>): Promise<unknown> {
  const known = modules();
  let module = known.get(key);
  if (!module) {
    module = make();
    known.set(key, module);
    module.catch(() => known.delete(key));
  }
  return module;
}

export default {
  initialize({ model }: { model: Model }): Runtime {
    const hash = model.get("_hash") as string;
    const text = model.get("_bundle") as string;
    const core = once(hash, () => (text ? evaluate(text) : fromKernel(model, "core")));
    return {
      ready: core as Promise<Core>,
      load: (name) => once(`${hash}/${name}`, () => bring(model, name, hash)),
    };
  },
};
