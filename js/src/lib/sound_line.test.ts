import { beforeEach, expect, test, vi } from "vitest";
import { SoundLine } from "./sound_line";
import { wavOf } from "./wav";

interface Played {
  at: number;
  seconds: number;
  onended: () => void;
}

class FakeContext {
  static last: FakeContext;
  played: Played[] = [];
  currentTime = 0;
  destination = {};
  suspend = vi.fn();
  resume = vi.fn();
  close = vi.fn();
  gain = { gain: { value: 1 }, connect: () => {} };
  createGain = () => this.gain;
  constructor(readonly options: { sampleRate?: number }) {
    FakeContext.last = this;
  }
  decodeAudioData = async (data: ArrayBuffer) => {
    if (data.byteLength < 44) throw new Error("no sound");
    return { duration: (data.byteLength - 44) / 2 / 1000 };
  };
  createBufferSource() {
    const played = this.played;
    const source = {
      buffer: { duration: 0 },
      onended: () => {},
      connect: () => {},
      start: (at: number) => played.push({ at, seconds: source.buffer.duration, onended: () => source.onended() }),
    };
    return source;
  }
}

beforeEach(() => {
  vi.stubGlobal("AudioContext", FakeContext);
  FakeContext.last = new FakeContext({});
});

const piece = (seconds: number, rate = 1000) => Promise.resolve(wavOf([new Float32Array(seconds * 1000)], rate));

function line(autoplay = true) {
  const onEnd = vi.fn();
  const onChange = vi.fn();
  const made = new SoundLine(autoplay, onChange, onEnd);
  return { made, onChange, onEnd };
}

test("each piece begins when the one before ends", async () => {
  const { made } = line();
  for (const seconds of [0.5, 0.25, 1]) made.add(piece(seconds));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(3));
  const [first, second, third] = FakeContext.last.played as [Played, Played, Played];
  expect(second.at).toBeCloseTo(first.at + 0.5);
  expect(third.at).toBeCloseTo(second.at + 0.25);
});

test("pieces play in their order, however long each is on its way", async () => {
  const { made } = line();
  made.add(new Promise((resolve) => setTimeout(() => resolve(piece(0.5)), 5)));
  made.add(piece(0.25));
  await vi.waitFor(() => expect(FakeContext.last.played.map(({ seconds }) => seconds)).toEqual([0.5, 0.25]));
});

test("the sound is played at the rate of its pieces, not converted piece by piece", async () => {
  line().made.add(piece(0.5, 24_000));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(1));
  expect(FakeContext.last.options).toEqual({ sampleRate: 24_000 });
});

test("a piece that comes too late plays soon", async () => {
  const { made } = line();
  made.add(piece(0.5));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(1));
  FakeContext.last.currentTime = 10;
  made.add(piece(0.5));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(2));
  expect(FakeContext.last.played[1]?.at).toBeGreaterThan(10);
});

test("it ends when the last piece has played", async () => {
  const { made, onEnd } = line();
  made.add(piece(0.5));
  made.add(piece(0.5));
  made.end();
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(2));
  FakeContext.last.played[0]?.onended();
  expect(onEnd).not.toHaveBeenCalled();
  FakeContext.last.played[1]?.onended();
  expect(onEnd).toHaveBeenCalledOnce();
});

test("nothing plays before it is wanted, and a pause holds it", async () => {
  const { made } = line(false);
  made.add(piece(0.5));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(1));
  expect(FakeContext.last.suspend).toHaveBeenCalledOnce();
  made.play();
  expect(FakeContext.last.resume).toHaveBeenCalledOnce();
  made.pause();
  expect(FakeContext.last.suspend).toHaveBeenCalledTimes(2);
  expect(made.state).toMatchObject({ playing: false, heard: true });
});

test("a piece that is no sound is told, and the next one plays", async () => {
  const { made } = line();
  made.add(Promise.resolve(new Blob(["x"])));
  made.add(piece(0.5));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(1));
  expect(made.state.trouble).toBe("A piece of the sound does not play: no sound");
});

test("once it is closed nothing of it plays or is told, not even what was on its way", async () => {
  const { made, onChange, onEnd } = line();
  made.add(piece(0.5));
  await vi.waitFor(() => expect(FakeContext.last.played).toHaveLength(1));
  const open = FakeContext.last;
  const reached = vi.fn();
  made.add(piece(0.5));
  made.add(Promise.resolve(new Blob(["x"])));
  made.end();
  // biome-ignore lint/suspicious/noThenProperty: tells that it is waited for, after all the others
  made.add({ then: reached } as unknown as Promise<Blob>);
  made.close();
  await vi.waitFor(() => expect(reached).toHaveBeenCalled());
  open.played[0]?.onended();
  expect(FakeContext.last).toBe(open);
  expect(open.played).toHaveLength(1);
  expect(onChange).not.toHaveBeenCalled();
  expect(onEnd).not.toHaveBeenCalled();
});
