/** Cuts a sound: two handles over its waveform say what stays. */

import { useState } from "preact/hooks";
import { decode, toWav } from "./wav";
import "./trimmer.css";

/** To know how long a sound is needs no more samples than this a second. */
const COARSE = 8000;

/** Cuts a sound: `length` is how long it is while that goes on, else 0; `onPart` gets what stays, and its name. */
export function useCut(
  sound: Blob | null,
  name: string,
  rate: number,
  onPart: (part: Blob, name: string) => Promise<void>,
) {
  const [state, setState] = useState({ of: sound, length: 0, trouble: "" });
  const show = (length: number, trouble = "") => setState({ of: sound, length, trouble });

  async function read(at: number): Promise<AudioBuffer | null> {
    try {
      return sound && (await decode(sound, at));
    } catch {
      show(0, `This browser cannot cut ${name}.`);
      return null;
    }
  }

  async function begin() {
    const whole = await read(COARSE);
    if (whole) show(whole.duration);
  }

  async function finish(from: number, to: number) {
    show(0);
    const whole = await read(rate);
    if (whole) await onPart(toWav(whole, from, to), name.replace(/\.\w+$|$/, ".wav"));
  }

  // What was begun is none of the next sound.
  const { length, trouble } = state.of === sound ? state : { length: 0, trouble: "" };
  return { length, trouble, begin, finish, cancel: () => show(0) };
}

interface Props {
  length: number;
  color: string | null | undefined;
  onCut: (from: number, to: number) => void;
  onCancel: () => void;
}

function Handle({
  name,
  value,
  length,
  onMove,
}: {
  name: string;
  value: number;
  length: number;
  onMove: (to: number) => void;
}) {
  return (
    <input
      type="range"
      class="nbb-trim-handle"
      aria-label={name}
      aria-valuetext={`${value.toFixed(1)} s`}
      min={0}
      max={length}
      step={Math.max(length / 500, 0.001)}
      value={value}
      onInput={(event) => onMove(event.currentTarget.valueAsNumber)}
    />
  );
}

export function Trimmer({ length, color, onCut, onCancel }: Props) {
  const [[from, to], setSpan] = useState<[number, number]>([0, length]);
  const percent = (seconds: number) => `${(seconds / length) * 100}%`;
  return (
    <>
      <div
        class="nbb-trim-span"
        style={{ left: percent(from), width: percent(to - from), background: color ?? undefined }}
      />
      <Handle name="Start of the cut" value={from} length={length} onMove={(at) => setSpan([Math.min(at, to), to])} />
      <Handle name="End of the cut" value={to} length={length} onMove={(at) => setSpan([from, Math.max(at, from)])} />
      <div class="nbb-trim-buttons">
        <button
          type="button"
          class="nbb-button-face nbb-primary nbb-sm"
          disabled={to <= from}
          onClick={() => onCut(from, to)}
        >
          Cut
        </button>
        <button type="button" class="nbb-button-face nbb-secondary nbb-sm" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
