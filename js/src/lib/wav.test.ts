import { expect, test } from "vitest";
import { peaksOf, toWav } from "./wav";

function sound(channels: number[][], sampleRate = 4): AudioBuffer {
  const length = channels[0]?.length ?? 0;
  return {
    sampleRate,
    length,
    duration: length / sampleRate,
    numberOfChannels: channels.length,
    getChannelData: (index: number) => new Float32Array(channels[index] ?? []),
  } as unknown as AudioBuffer;
}

async function read(file: Blob) {
  const view = new DataView(await file.arrayBuffer());
  const text = (at: number) => String.fromCharCode(...new Uint8Array(view.buffer, at, 4));
  const samples = [];
  for (let at = 44; at < view.byteLength; at += 2) samples.push(view.getInt16(at, true));
  return {
    marks: [text(0), text(8), text(36)],
    channels: view.getUint16(22, true),
    rate: view.getUint32(24, true),
    bytes: view.getUint32(40, true),
    samples,
  };
}

test("a sound becomes a WAV file of 16 bits", async () => {
  const file = toWav(sound([[0, 0.5, -1, 2]], 8000));
  expect(file.type).toBe("audio/wav");
  expect(await read(file)).toEqual({
    marks: ["RIFF", "WAVE", "data"],
    channels: 1,
    rate: 8000,
    bytes: 8,
    samples: [0, 16384, -32767, 32767],
  });
});

test("channels alternate", async () => {
  expect(
    (
      await read(
        toWav(
          sound([
            [0, 0],
            [1, 1],
          ]),
        ),
      )
    ).samples,
  ).toEqual([0, 32767, 0, 32767]);
});

test("a part of a sound can be cut out", async () => {
  expect((await read(toWav(sound([[0, 0, 1, 1, 0, 0]]), 0.5, 1))).samples).toEqual([32767, 32767]);
});

test("peaks say how loud each part is, beside the loudest", () => {
  expect(peaksOf(sound([[0, 0.1, -0.5, 0.2, 0, 0]]), 3)).toEqual([expect.closeTo(0.2), 1, 0]);
  expect(peaksOf(sound([[0, 0]]), 2)).toEqual([0, 0]);
  expect(
    peaksOf(
      sound([
        [0, 0],
        [0, 1],
      ]),
      2,
    ),
  ).toEqual([0, 1]);
});
