/** What a recording that runs shows: how long, how loud, and what ends it. */

import type { ComponentChildren } from "preact";
import { Stop } from "./icons";
import "./recorder.css";

export type RecorderEvent = "start_recording" | "pause_recording" | "stop_recording";

interface Props {
  id: string;
  clock: string;
  /** How loud it is, from 0 to 1. */
  level: number;
  paused?: boolean;
  children?: ComponentChildren;
  onStop: () => void;
}

export function RecorderBar({ id, clock, level, paused, children, onStop }: Props) {
  return (
    <div class="nbb-recorder">
      <span class={paused ? "nbb-recording-dot nbb-paused" : "nbb-recording-dot"} aria-hidden="true" />
      <span class="nbb-clock" role="timer">
        {clock}
      </span>
      <span class="nbb-level" aria-hidden="true">
        <span style={{ width: `${Math.round(level * 100)}%` }} />
      </span>
      {children}
      <button type="button" class="nbb-button-face nbb-primary nbb-sm" id={id} onClick={onStop}>
        <Stop /> Stop
      </button>
    </div>
  );
}
