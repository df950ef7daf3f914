import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaults } from "../lib/defaults.testing";
import { show } from "../lib/testing";
import type { TimerTraits } from "../traits";
import { timer } from "./timer";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const showTimer = (traits: Partial<TimerTraits> = {}) =>
  show<TimerTraits>(timer, { ...(defaults.Timer as object), _events: ["tick"], value: 1, ...traits });

const ticks = ({ events }: Awaited<ReturnType<typeof showTimer>>) => events().length;

test("it ticks once an interval", async () => {
  const shown = await showTimer({ value: 0.2 });
  vi.advanceTimersByTime(199);
  expect(ticks(shown)).toBe(0);
  vi.advanceTimersByTime(401);
  expect(ticks(shown)).toBe(3);
});

test("to a kernel that does not listen it does not tick", async () => {
  const shown = await showTimer();
  vi.advanceTimersByTime(60_000);
  expect(ticks(shown)).toBeLessThan(5);
});

test("it stops and goes on as the kernel says", async () => {
  const shown = await showTimer({ active: false });
  vi.advanceTimersByTime(3000);
  expect(ticks(shown)).toBe(0);
  await shown.update({ active: true });
  vi.advanceTimersByTime(2000);
  expect(ticks(shown)).toBe(2);
  await shown.update({ active: false });
  vi.advanceTimersByTime(3000);
  expect(ticks(shown)).toBe(2);
});

test("it takes a new interval", async () => {
  const shown = await showTimer({ value: 60 });
  await shown.update({ value: 1 });
  vi.advanceTimersByTime(1000);
  expect(ticks(shown)).toBe(1);
});

test("with its view the ticking ends", async () => {
  const shown = await showTimer();
  shown.abort();
  vi.advanceTimersByTime(3000);
  expect(ticks(shown)).toBe(0);
});

test("in a hidden part it does not tick", async () => {
  const shown = await showTimer();
  (shown.el.parentElement as HTMLElement).className = "nbb-hidden";
  vi.advanceTimersByTime(1000);
  expect(ticks(shown)).toBe(0);
  (shown.el.parentElement as HTMLElement).className = "";
  vi.advanceTimersByTime(1000);
  expect(ticks(shown)).toBe(1);
});

test("a tick that nobody waits for is not sent", async () => {
  const shown = await showTimer({ _events: [] });
  vi.advanceTimersByTime(3000);
  expect(ticks(shown)).toBe(0);
});
