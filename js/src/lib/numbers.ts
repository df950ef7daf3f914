/** Numbers that a visitor enters, brought to the nearest one that is allowed. */

export interface Bounds {
  minimum: number | null;
  maximum: number | null;
}

export function clamp(value: number, { minimum, maximum }: Bounds): number {
  return Math.min(Math.max(value, minimum ?? Number.NEGATIVE_INFINITY), maximum ?? Number.POSITIVE_INFINITY);
}

/** Rounds to decimals; to tens, hundreds and so on if there are fewer than none. */
export function round(value: number, precision: number | null): number {
  if (precision === null) return value;
  if (precision >= 0) return Number(value.toFixed(Math.min(precision, 100)));
  const unit = 10 ** -precision;
  return Math.round(value / unit) * unit;
}
