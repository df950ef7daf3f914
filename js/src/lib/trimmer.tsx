/** Cuts a sound: two handles over its waveform say what stays. */

import { useState } from "preact/hooks";
import "./trimmer.css";

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
