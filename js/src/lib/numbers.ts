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

function decimals(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max((digits.split(".")[1]?.length ?? 0) - Number(exponent), 0);
}

/** The nearest number that is whole steps from the minimum. */
export function snap(value: number, minimum: number, maximum: number, step: number): number {
  const most = Math.floor((maximum - minimum) / step + 1e-6);
  const steps = clamp(Math.round((value - minimum) / step), { minimum: 0, maximum: most });
  return round(minimum + steps * step, Math.max(decimals(minimum), decimals(step)));
}
