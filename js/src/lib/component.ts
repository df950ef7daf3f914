/** What a component's module exports, and what it gets. */

import type { FunctionComponent } from "preact";
import type { Link } from "./link";
import type { Load } from "./runtime";

export interface Props<T> extends Link<T> {
  /** The `id` of the control, for the label; unique in the page. */
  id: string;
  /** The accessible name where no visible label points at the control. */
  name: string;
  /** Loads a bundle by its name, when a view needs it. */
  load: Load;
}

/**
 * How a component stands in its frame: with a `<label for>` its control (field), as a group of
 * controls with one name (group), or alone (bare).
 */
export type FrameKind = "field" | "group" | "bare";

export interface Component<T = never> {
  view: FunctionComponent<Props<T>>;
  frame: FrameKind;
}

/** Describes a component for the bundle that it is in. */
export function component<T>(frame: FrameKind, view: FunctionComponent<Props<T>>): Component {
  return { frame, view } as unknown as Component;
}
