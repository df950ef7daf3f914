import { component } from "../lib/component";
import { NumberField } from "../lib/number_field";
import { clamp, round } from "../lib/numbers";
import type { NumberTraits } from "../traits";

export const number = component<NumberTraits>("field", ({ traits, emit, id }) => {
  const { value, minimum, maximum, precision } = traits;
  return (
    <NumberField
      id={id}
      describedBy={traits.info ? `${id}-info` : undefined}
      value={value}
      minimum={minimum}
      maximum={maximum}
      step={traits.step ?? 1}
      interactive={traits._interactive}
      placeholder={traits.placeholder ?? undefined}
      clearable
      nearest={(entered) => clamp(round(entered, precision), { minimum, maximum })}
      onValue={(changed) => emit("input", { value: changed })}
      onSubmit={() => emit("submit")}
      onFocus={() => emit("focus")}
      onBlur={() => emit("blur")}
    />
  );
});
