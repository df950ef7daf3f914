/**
 * Follows a component's ipywidgets `Layout`, which comes into being when the author touches it.
 * ipywidgets does so itself, but anywidget takes the listener off with which it would notice.
 */

import { effect } from "@preact/signals";

interface LayoutModel {
  attributes: Record<string, unknown>;
  on(event: "change", callback: () => void): void;
  off(event: "change", callback: () => void): void;
}

/** Applies the layout to an element from now on; returns what ends that. */
export function followLayout(el: HTMLElement, traits: { readonly layout: unknown }): () => void {
  return effect(() => {
    const layout = traits.layout as LayoutModel | null;
    if (!layout?.attributes) return;
    const apply = () => {
      for (const [name, value] of Object.entries(layout.attributes)) {
        if (name.startsWith("_")) continue;
        if (value === null) el.style.removeProperty(name.replaceAll("_", "-"));
        else el.style.setProperty(name.replaceAll("_", "-"), String(value));
      }
    };
    apply();
    layout.on("change", apply);
    return () => layout.off("change", apply);
  });
}
