/** Shows a component in an element: finds its module, frames it, and cleans up at the end. */

import { effect } from "@preact/signals";
import { type FunctionComponent, render } from "preact";
import { bundleOf } from "../bundles";
import type { CommonTraits } from "../traits";
import type { Component, Props } from "./component";
import { Frame, labelOf } from "./frame";
import { keepKeys } from "./keys";
import { followLayout } from "./layout";
import { type Link, link } from "./link";
import type { Context } from "./model";
import { Notice } from "./notice";
import type { Bundle, Load } from "./runtime";
import { followScroll } from "./scroll";
import { addStyles } from "./styles";

async function find(stem: string, own: Bundle, load: Load, el: HTMLElement): Promise<Component> {
  const name = bundleOf[stem];
  const bundle = name ? ((await load(name)) as Bundle) : own;
  const found = bundle.components[stem];
  if (!found) throw new Error(`nbblocks has no component "${stem}"`);
  addStyles(el, name ?? "core", bundle.css);
  return found;
}

/**
 * Puts what containers do with CSS classes on the element of a component: its id and its share
 * of a row; and its classes, for anywidget takes the listener off that ipywidgets has for them.
 */
function dress(el: HTMLElement, { traits }: Link<CommonTraits & { _dom_classes?: string[] }>): () => void {
  let worn: string[] = [];
  return effect(() => {
    el.id = traits.elem_id ?? "";
    el.style.setProperty("--nbb-scale", String(traits.scale ?? 1));
    el.style.setProperty("--nbb-min-width", `${traits.min_width ?? 0}px`);
    el.classList.remove(...worn);
    worn = traits._dom_classes ?? [];
    el.classList.add(...worn);
  });
}

/** Shows the component of a stem; `core` is the bundle that this module is in. */
export async function mount(stem: string, context: Context, load: Load, core: Bundle): Promise<void> {
  const { el, signal } = context;
  addStyles(el, "core", core.css);
  const { view, frame } = await find(stem, core, load, el);
  if (signal.aborted) return;
  const connected = link<CommonTraits>(context);
  const id = `nbb-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  el.classList.add("nbb", `nbb-${stem.replaceAll("_", "-")}`);
  const undress = dress(el, connected);
  const unlayout = followLayout(el, connected.traits);
  keepKeys(el, signal);
  followScroll(el, connected);

  function Whole() {
    const { traits } = connected;
    const View = view as FunctionComponent<Props<CommonTraits>>;
    return (
      <>
        <Frame kind={frame} id={id} traits={traits}>
          <View {...connected} id={id} name={labelOf(traits)} load={load} />
        </Frame>
        <Notice el={el} health={connected.health} />
      </>
    );
  }
  render(<Whole />, el);
  signal.addEventListener(
    "abort",
    () => {
      undress();
      unlayout();
      render(null, el);
    },
    { once: true },
  );
}
