/** Shows an Audio for tests, in a browser that decodes every file to the same two seconds. */

import { vi } from "vitest";
import { audio } from "../components/audio";
import type { AudioTraits, CommonTraits } from "../traits";
import { defaults } from "./defaults.testing";
import { type Shown, show } from "./testing";
import { type FakeKernel, fakeKernel } from "./testing_files";

type Traits = AudioTraits & CommonTraits & { _convert: boolean; _stream_every: number; _time_limit: number | null };

export const GIVEN = { id: "x", name: "word.wav", mime: "audio/wav", size: 3, data: new Uint8Array([1, 2, 3]) };

/** happy-dom decodes no sound. */
export function fakeDecoder(): void {
  const samples = { sampleRate: 4, length: 8, duration: 2, numberOfChannels: 1 };
  vi.stubGlobal(
    "OfflineAudioContext",
    class {
      decodeAudioData = async () => ({ ...samples, getChannelData: () => new Float32Array(8).fill(1) });
    },
  );
}

export async function showAudio(traits: Partial<Traits> = {}): Promise<Shown<AudioTraits> & { kernel: FakeKernel }> {
  const initial = { ...defaults.Audio, _convert: false, label: "Speech", ...traits };
  const shown = await show<AudioTraits>(audio, initial as Partial<AudioTraits>);
  return { ...shown, kernel: fakeKernel(shown.model, 100) };
}
