/** What the bars of progress say: how far, how fast, and how long it will still take. */

import { useEffect, useRef, useState } from "preact/hooks";

export interface Step {
  desc: string | null;
  index: number | null;
  length: number | null;
  unit: string;
  /** A share from 0 to 1, of what has no steps. */
  progress: number | null;
}

function between0and1(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}

/** The share that is done of one bar, of whose current step a share is done; null if nobody knows. */
function shareOf({ index, length, progress }: Step, ofStep = 0): number | null {
  if (progress !== null) return between0and1(progress);
  return index !== null && length ? between0and1((index + ofStep) / length) : null;
}

/** The share that is done of loops in loops, the outermost first. */
export function shareOfAll(steps: Step[]): number | null {
  const inner = steps.slice(1).reduceRight((share, step) => shareOf(step, share) ?? 0, 0);
  return steps[0] ? shareOf(steps[0], inner) : null;
}

/** Whole percent; 100 only when all is done. */
export function percent(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}

const BYTES = new Set(["B", "iB", "bytes"]);

/** How many steps are done, in words: "3/10 epochs", "5/20 MB"; nothing if there are none. */
export function countOf({ index, length, unit }: Step): string {
  if (index === null) return "";
  const most = Math.max(index, length ?? 0);
  const power = BYTES.has(unit) && most >= 1000 ? Math.min(Math.floor(Math.log10(most) / 3), 4) : 0;
  const amount = (value: number) => (value / 1000 ** power).toLocaleString("en", { maximumFractionDigits: 1 });
  const of = length === null ? "" : `/${amount(length)}`;
  return `${amount(index)}${of} ${power ? `${"kMGT"[power - 1]}B` : unit}`;
}

/** How far one bar is, in words: "3/10 epochs · 30%". */
export function extent(step: Step): string {
  const share = shareOf(step);
  return [countOf(step), share === null ? "" : `${percent(share)}%`].filter(Boolean).join(" · ");
}

/** Seconds in words: "0.4 s", "12 s", "1 min 20 s", "2 h 5 min". */
export function duration(seconds: number, digits = 0): string {
  if (seconds < 59.5) return `${seconds.toFixed(digits)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** The time, again and again. */
export function useNow(milliseconds = 100): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return now;
}

interface Pace {
  /** What runs; another one has another pace. */
  what: string;
  start: number;
  from: number;
  share: number;
  changed: number;
}

/** Seconds that the bars will take still, at the pace that they had so far; null if nobody knows. */
export function useTimeLeft(steps: Step[], now: number): number | null {
  const pace = useRef<Pace | null>(null);
  const share = shareOfAll(steps);
  const [outer] = steps;
  if (share === null || !outer) {
    pace.current = null;
    return null;
  }
  const what = `${outer.desc} ${outer.length} ${outer.unit}`;
  const known = pace.current;
  if (known?.what !== what || share < known.share) {
    const time = performance.now();
    pace.current = { what, start: time, from: share, share, changed: time };
    return null;
  }
  if (share > known.share) {
    known.share = share;
    known.changed = performance.now();
  }
  if (known.share === known.from) return null;
  const atChange = ((known.changed - known.start) / (known.share - known.from)) * (1 - known.share);
  return Math.max(atChange - Math.max(now - known.changed, 0), 0) / 1000;
}
