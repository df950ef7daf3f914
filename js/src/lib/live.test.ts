import { act, renderHook } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Transfer } from "./files";
import { useLive } from "./live";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("one that is stopped while a piece is handled ends as soon as that is done", async () => {
  let handled = (_more: boolean) => {};
  const stream = vi.fn(
    () =>
      new Promise<boolean>((resolve) => {
        handled = resolve;
      }),
  );
  const onEnd = vi.fn();
  const pieces = [new Blob(["only"])];
  const options = {
    device: "camera" as const,
    name: "frame.jpg",
    every: 60,
    limit: null,
    transfer: { stream } as unknown as Transfer,
    open: async () => ({
      stream: { getTracks: () => [] } as unknown as MediaStream,
      take: async () => pieces.pop() ?? null,
      close: async () => {},
    }),
    onEnd,
  };
  const { result } = renderHook(() => useLive(options));
  await act(async () => {
    void result.current.start();
    await vi.advanceTimersByTimeAsync(60_000);
  });
  expect(stream).toHaveBeenCalledOnce();
  result.current.stop();
  expect(onEnd).not.toHaveBeenCalled();
  await act(async () => {
    handled(true);
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(onEnd).toHaveBeenCalledOnce();
  expect(result.current.busy).toBe(false);
});
