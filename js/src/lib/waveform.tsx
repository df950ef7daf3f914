/** The waveform of a sound: bars that fill as it plays, with a slider over them to seek. */

import { useEffect, useState } from "preact/hooks";
import { decode, peaksOf } from "./wav";

export interface WaveformOptions {
  waveform_color: string | null;
  waveform_progress_color: string | null;
  trim_region_color: string | null;
  show_recording_waveform: boolean;
  skip_length: number;
  sample_rate: number;
}

const BARS = 160;
/** Bytes of a file beyond which decoding it for a picture takes too long. */
const MOST = 30_000_000;
/** The picture needs no more samples than this a second. */
const RATE = 8000;

/** How loud the parts of a sound are; flat until that is known, or if it cannot be. */
export function usePeaks(blob: Blob | null): number[] {
  const [peaks, setPeaks] = useState<number[]>([]);
  useEffect(() => {
    let wanted = true;
    setPeaks([]);
    if (blob && blob.size <= MOST && typeof OfflineAudioContext !== "undefined") {
      decode(blob, RATE).then(
        (sound) => wanted && setPeaks(peaksOf(sound, BARS)),
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [blob]);
  return peaks;
}

/** The bars as one path, two units apart, in a box that is 100 high. */
function path(peaks: number[]): string {
  const bars = peaks.length ? peaks : Array(BARS).fill(0);
  return bars
    .map((peak, index) => `M${index * 2 + 1} ${50 - Math.max(2, peak * 46)}V${50 + Math.max(2, peak * 46)}`)
    .join("");
}

interface Props {
  peaks: number[];
  /** What part was played, from 0 to 1. */
  part: number;
  options: WaveformOptions | null;
}

export function Waveform({ peaks, part, options }: Props) {
  const d = path(peaks);
  return (
    <svg class="nbb-wave" viewBox={`0 0 ${BARS * 2} 100`} preserveAspectRatio="none" aria-hidden="true">
      <path class="nbb-wave-rest" d={d} style={{ stroke: options?.waveform_color ?? undefined }} />
      <path
        class="nbb-wave-played"
        d={d}
        style={{ stroke: options?.waveform_progress_color ?? undefined, clipPath: `inset(0 ${100 - part * 100}% 0 0)` }}
      />
    </svg>
  );
}
