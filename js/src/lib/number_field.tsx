/** A box for a number: what is allowed is told at once, the rest is mended when the visitor is done. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bounds } from "./numbers";
import "./number_field.css";

interface NumberFieldProps extends Bounds {
  id?: string;
  label?: string;
  describedBy?: string;
  value: number | null;
  step: number;
  interactive: boolean;
  placeholder?: string;
  /** Whether it may be left empty. */
  clearable?: boolean;
  /** The nearest number that is allowed. */
  nearest(value: number): number;
  onValue(value: number | null): void;
  /** The visitor has entered something and is done with it. */
  onDone?(): void;
  onSubmit?(): void;
  onFocus?(): void;
  onBlur?(): void;
}

type Field = HTMLInputElement;

const text = (value: number | null) => (value === null ? "" : String(value));

/** Keeps what is typed apart from the value: a lone minus, or the 1 of 12 where 10 is the least, is none yet. */
function useEntry({ value, clearable, nearest, onValue, onDone }: NumberFieldProps) {
  const ref = useRef<Field>(null);
  const touched = useRef(false);
  const [wrong, setWrong] = useState(false);

  useLayoutEffect(() => {
    const field = ref.current;
    if (field && field.valueAsNumber !== value) field.value = text(value);
    setWrong(false);
  }, [value]);

  function entered(field: Field): number | null | undefined {
    if (field.value !== "") return field.valueAsNumber;
    return field.validity.badInput || !clearable ? undefined : null;
  }

  function take(field: Field) {
    touched.current = true;
    const found = entered(field);
    const allowed = found === null || (found !== undefined && nearest(found) === found);
    setWrong(!allowed);
    if (allowed && found !== value) onValue(found);
  }

  function finish(field: Field) {
    if (!touched.current) return;
    touched.current = false;
    const found = entered(field);
    const mended = typeof found === "number" ? nearest(found) : found === null ? null : value;
    field.value = text(mended);
    setWrong(false);
    if (mended !== value) onValue(mended);
    onDone?.();
  }

  return { ref, wrong, take, finish };
}

export function NumberField(props: NumberFieldProps) {
  const { ref, wrong, take, finish } = useEntry(props);

  function onKeyDown(event: KeyboardEvent & { currentTarget: Field }) {
    if (event.key !== "Enter" || !props.interactive) return;
    finish(event.currentTarget);
    props.onSubmit?.();
  }

  return (
    <input
      ref={ref}
      type="number"
      class="nbb-control nbb-number-field"
      id={props.id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={wrong}
      min={props.minimum ?? undefined}
      max={props.maximum ?? undefined}
      step={props.step}
      placeholder={props.placeholder}
      readOnly={!props.interactive}
      onInput={(event) => take(event.currentTarget)}
      onChange={(event) => finish(event.currentTarget)}
      onKeyDown={onKeyDown}
      onFocus={props.onFocus}
      onBlur={(event) => {
        finish(event.currentTarget);
        props.onBlur?.();
      }}
    />
  );
}
