/** Sound in the page: any file that the browser plays becomes samples, and samples a WAV file. */

/** Decodes a file that the browser can play, at the rate that is asked for. */
export async function decode(file: Blob, rate: number): Promise<AudioBuffer> {
  return new OfflineAudioContext(1, 1, rate).decodeAudioData(await file.arrayBuffer());
}

function channelsOf(sound: AudioBuffer): Float32Array[] {
  return Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index));
}

/** A WAV file of a sound, from one second to another. */
export function toWav(sound: AudioBuffer, from = 0, to = sound.duration): Blob {
  const first = Math.max(0, Math.round(from * sound.sampleRate));
  const last = Math.max(first, Math.min(sound.length, Math.round(to * sound.sampleRate)));
  const channels = channelsOf(sound).map((samples) => samples.subarray(first, last));
  return wavOf(channels, sound.sampleRate);
}

/** A WAV file of samples, a row for each channel, 16 bits each. */
export function wavOf(channels: Float32Array[], rate: number): Blob {
  const length = channels[0]?.length ?? 0;
  const samples = new DataView(new ArrayBuffer(length * channels.length * 2));
  let at = 0;
  for (let index = 0; index < length; index++) {
    for (const channel of channels) {
      const sample = Math.max(-1, Math.min(1, channel[index] as number));
      samples.setInt16(at, Math.round(sample * 32767), true);
      at += 2;
    }
  }
  return new Blob([header(samples.byteLength, channels.length, rate), samples], { type: "audio/wav" });
}

/** The samples a second that the head of a WAV file tells; null if it is none. */
export function rateOf(head: ArrayBuffer): number | null {
  const view = new DataView(head);
  const isWav = head.byteLength >= 28 && view.getUint32(8) === 0x57415645;
  return isWav ? view.getUint32(24, true) : null;
}

function header(bytes: number, channels: number, rate: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) => new Uint8Array(view.buffer, at).set(new TextEncoder().encode(letters));
  text(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, bytes, true);
  return view.buffer;
}

/** How loud each of so many parts of a sound is, the loudest 1. */
export function peaksOf(sound: AudioBuffer, parts: number): number[] {
  const channels = channelsOf(sound);
  const step = sound.length / parts;
  const peaks = Array.from({ length: parts }, (_, part) => {
    let peak = 0;
    for (let at = Math.floor(part * step); at < Math.floor((part + 1) * step); at++) {
      for (const samples of channels) peak = Math.max(peak, Math.abs(samples[at] as number));
    }
    return peak;
  });
  const loudest = Math.max(...peaks, 1e-4);
  return peaks.map((peak) => peak / loudest);
}
