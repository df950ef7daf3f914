import { component } from "../lib/component";
import type { CheckboxTraits } from "../traits";
import "../lib/checks.css";
import "./checkbox.css";

export const checkbox = component<CheckboxTraits>("field", ({ traits, emit, id }) => (
  <input
    type="checkbox"
    class="nbb-check"
    id={id}
    aria-describedby={traits.info ? `${id}-info` : undefined}
    checked={traits.value}
    disabled={!traits._interactive}
    onChange={({ currentTarget: { checked } }) => {
      emit("input", { value: checked });
      emit("select", {}, { selected: checked });
    }}
  />
));
