import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeMicrophone, track } from "./live.testing";
import { openMicrophone } from "./microphone";

beforeEach(() => void fakeMicrophone());
afterEach(() => vi.useRealTimers());

test("it is off again where the page can make nothing of it", async () => {
  vi.stubGlobal(
    "AudioContext",
    class {
      constructor() {
        throw new DOMException("too many", "NotSupportedError");
      }
    },
  );
  await expect(openMicrophone()).rejects.toThrow("too many");
  expect(track.stop).toHaveBeenCalledOnce();
});

test("it goes off although what it still has does not come", async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "AudioWorkletNode",
    class {
      port = { postMessage: () => {} };
    },
  );
  const microphone = await openMicrophone();
  const closed = microphone.close();
  await vi.advanceTimersByTimeAsync(1000);
  await closed;
  expect(track.stop).toHaveBeenCalledOnce();
});
