import { component, type Props } from "../lib/component";
import { Reset } from "../lib/icons";
import { NumberField } from "../lib/number_field";
import { round, snap } from "../lib/numbers";
import type { SliderTraits } from "../traits";
import "./slider.css";

/** As they come on the wire: the kernel always says a step. */
type Traits = SliderTraits & { step: number; _start: number };

function SliderView({ traits, emit, id, name }: Props<Traits>) {
  const { minimum, maximum, step, value, _interactive: interactive } = traits;
  const nearest = (entered: number) => round(snap(entered, minimum, maximum, step), traits.precision);
  const digits = Math.max(...[minimum, maximum, nearest(minimum + step)].map((number) => String(number).length));
  const set = (changed: number) => emit("input", { value: changed });
  const release = () => emit("release");
  // The browser would move the handle of a value between two steps to one of them.
  const between = nearest(value) !== value;

  /** Where the handle was moved to: a step, and never one on the other side of the value. */
  function reached(entered: number): number {
    const found = nearest(entered);
    const turned = (found - value) * (entered - value) < 0;
    return turned ? nearest(found + Math.sign(entered - value) * step) : found;
  }

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
          step={between ? "any" : step}
          value={value}
          disabled={!interactive}
          style={{ "--nbb-fill": (value - minimum) / (maximum - minimum) }}
          onInput={(event) => set(reached(event.currentTarget.valueAsNumber))}
          onChange={release}
        />
        <div class="nbb-slider-ends" aria-hidden="true">
          <span>{minimum}</span>
          <span>{maximum}</span>
        </div>
      </div>
      <div class="nbb-slider-number" style={{ "--nbb-digits": digits }}>
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
        {interactive && (traits.show_reset_button || traits.buttons?.includes("reset")) && (
          <button type="button" class="nbb-slider-reset" aria-label="Reset" title="Reset" onClick={reset}>
            <Reset />
          </button>
        )}
      </div>
    </div>
  );
}

export const slider = component<Traits>("field", SliderView);
