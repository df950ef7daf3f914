/** A camera and a microphone for tests: happy-dom has none. */

import { vi } from "vitest";

export const track = { stop: vi.fn(), addEventListener: vi.fn(), getSettings: () => ({ sampleRate: 8000 }) };

function fakeDevice(): void {
  track.stop.mockClear();
  const stream = Object.assign(new MediaStream(), { getTracks: () => [track], getAudioTracks: () => [track] });
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { getUserMedia: vi.fn(async () => stream) },
  });
}

/** A camera that sees picture after picture, each with its number as its only byte. */
export function fakeCamera(): void {
  fakeDevice();
  let number = 0;
  Object.defineProperties(HTMLVideoElement.prototype, {
    videoWidth: { configurable: true, value: 2000 },
    videoHeight: { configurable: true, value: 1000 },
  });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done) => {
    number += 1;
    done(new Blob([new Uint8Array([number])]));
  });
}

/** A microphone; what it returns is called with samples that it hears. */
export function fakeMicrophone(): (samples: number[]) => void {
  fakeDevice();
  const port = {
    onmessage: (_event: { data: Float32Array | null }) => {},
    postMessage: () => queueMicrotask(() => port.onmessage({ data: null })),
  };
  vi.stubGlobal(
    "AudioWorkletNode",
    class {
      port = port;
    },
  );
  vi.stubGlobal(
    "AudioContext",
    class {
      sampleRate = 8000;
      audioWorklet = { addModule: async () => {} };
      createMediaStreamSource = () => ({ connect: () => {} });
      close = async () => {};
    },
  );
  return (samples) => port.onmessage({ data: new Float32Array(samples) });
}
