import { component, type Props } from "../lib/component";
import { NumberField } from "../lib/number_field";
import { round, snap } from "../lib/numbers";
import type { SliderTraits } from "../traits";
import "./slider.css";

/** As they come on the wire: the kernel always says a step. */
type Traits = SliderTraits & { step: number; _start: number };

function Reset({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" class="nbb-slider-reset" aria-label="Reset" title="Reset" onClick={onClick}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M3.2 6.2A5.2 5.2 0 1 1 2.8 9M3 2.6v3.8h3.8"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  );
}

function SliderView({ traits, emit, id, name }: Props<Traits>) {
  const { minimum, maximum, step, value, _interactive: interactive } = traits;
  const nearest = (entered: number) => round(snap(entered, minimum, maximum, step), traits.precision);
  const set = (changed: number) => emit("input", { value: changed });
  const release = () => emit("release");

  function reset() {
    set(traits._start);
    release();
  }

  return (
    <div class="nbb-slider-row">
      <div class="nbb-slider-range">
        <input
          type="range"
          id={id}
          aria-describedby={traits.info ? `${id}-info` : undefined}
          min={minimum}
          max={maximum}
          step={step}
          value={value}
          disabled={!interactive}
          style={{ "--nbb-fill": (value - minimum) / (maximum - minimum) }}
          onInput={(event) => set(nearest(event.currentTarget.valueAsNumber))}
          onChange={release}
        />
        <div class="nbb-slider-ends" aria-hidden="true">
          <span>{minimum}</span>
          <span>{maximum}</span>
        </div>
      </div>
      <NumberField
        label={`${name}, as a number`}
        value={value}
        minimum={minimum}
        maximum={maximum}
        step={step}
        interactive={interactive}
        nearest={nearest}
        onValue={(changed) => set(changed ?? value)}
        onDone={release}
      />
      {interactive && (traits.show_reset_button || traits.buttons.includes("reset")) && <Reset onClick={reset} />}
    </div>
  );
}

export const slider = component<Traits>("field", SliderView);
