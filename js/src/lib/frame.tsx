/** The frame around every component: label, info and status stand here once. */

import type { ComponentChildren } from "preact";
import type { CommonTraits } from "../traits";
import type { FrameKind } from "./component";
import { invalidId } from "./invalid";
import { Status } from "./status";
import "./frame.css";
import "./containers.css";

interface FrameProps {
  kind: FrameKind;
  id: string;
  traits: Readonly<CommonTraits>;
  children: ComponentChildren;
}

/** The text of the label: the author's, or the name of the class. */
export function labelOf(traits: Readonly<CommonTraits>): string {
  return traits.label ?? traits._name;
}

export function Frame({ kind, id, traits, children }: FrameProps) {
  if (kind === "bare") {
    return (
      <>
        {children}
        <Status status={traits._status} id={id} name={labelOf(traits)} />
      </>
    );
  }
  const label = labelOf(traits);
  const hidden = traits.show_label === false || !label;
  const invalid = traits._status.state === "invalid" ? invalidId(id) : undefined;
  const group =
    kind === "group" ? { role: "group" as const, "aria-labelledby": `${id}-label`, "aria-describedby": invalid } : {};
  return (
    <div class={traits.container ? "nbb-frame nbb-boxed" : "nbb-frame"} {...group}>
      {kind === "field" ? (
        <label class={hidden ? "nbb-label nbb-unseen" : "nbb-label"} for={id}>
          {label}
        </label>
      ) : (
        <span class={hidden ? "nbb-label nbb-unseen" : "nbb-label"} id={`${id}-label`}>
          {label}
        </span>
      )}
      {traits.info && (
        <div class="nbb-info" id={`${id}-info`}>
          {traits.info}
        </div>
      )}
      {children}
      <Status status={traits._status} id={id} name={labelOf(traits)} />
    </div>
  );
}
