import { fireEvent, screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeMicrophone as fakeLive, track } from "../lib/live.testing";
import { type FakeModel, show } from "../lib/testing";
import { eventsOf, fakeKernel } from "../lib/testing_files";
import type { AudioTraits } from "../traits";
import { audio } from "./audio";

const TRAITS: Partial<AudioTraits> & { _convert: boolean } = {
  label: "Speech",
  value: null,
  autoplay: false,
  buttons: null,
  editable: true,
  loop: false,
  playback_position: 0,
  recording: false,
  sources: null,
  streaming: false,
  subtitles: [],
  waveform_options: {
    waveform_color: null,
    waveform_progress_color: null,
    trim_region_color: null,
    show_recording_waveform: true,
    skip_length: 10,
    sample_rate: 44_100,
  },
  _convert: false,
};
const GIVEN = { id: "x", name: "word.wav", mime: "audio/wav", size: 3, data: new Uint8Array([1, 2, 3]) };

type Given = Partial<typeof TRAITS & { _interactive: boolean; _events: string[] }>;

async function showAudio(traits: Given = {}) {
  const shown = await show<AudioTraits>(audio, { ...TRAITS, ...traits } as Partial<AudioTraits>);
  return { ...shown, kernel: fakeKernel(shown.model, 100) };
}

/** happy-dom has no sound: two seconds of it, in an element that does what it is told. */
function element(el: HTMLElement) {
  const found = el.querySelector("audio") as HTMLAudioElement;
  found.play = async () => void fireEvent.play(found);
  found.pause = () => void fireEvent.pause(found);
  Object.defineProperty(found, "duration", { value: 100, configurable: true });
  fireEvent.loadedMetadata(found);
  return found;
}

const samples = { sampleRate: 4, length: 8, duration: 2, numberOfChannels: 1 };

beforeEach(() => {
  vi.stubGlobal(
    "OfflineAudioContext",
    class {
      decodeAudioData = async () => ({ ...samples, getChannelData: () => new Float32Array(8).fill(1) });
    },
  );
});

test("a chosen file is uploaded and becomes the value", async () => {
  const shown = await showAudio({ _events: ["upload"] });
  const file = new File(["abc"], "word.mp3", { type: "audio/mpeg" });
  await userEvent.upload(shown.el.querySelector("input[type=file]") as HTMLInputElement, file);
  expect(await screen.findByRole("button", { name: "Play" })).toBeTruthy();
  expect(eventsOf(shown).map(({ event }) => event)).toEqual(["input", "upload"]);
  expect([...shown.kernel.uploads.keys()]).toEqual(["given-word.mp3"]);
});

test("what Python cannot read goes as WAV", async () => {
  const shown = await showAudio({ _convert: true });
  const file = new File(["abc"], "word.mp3", { type: "audio/mpeg" });
  await userEvent.upload(shown.el.querySelector("input[type=file]") as HTMLInputElement, file);
  await screen.findByRole("button", { name: "Play" });
  const sent = shown.kernel.uploads.get("given-word.wav") as Uint8Array;
  expect(new TextDecoder().decode(sent.slice(0, 4))).toBe("RIFF");
});

test("a WAV file goes as it is", async () => {
  const shown = await showAudio({ _convert: true });
  const file = new File(["abc"], "word.wav", { type: "audio/wav" });
  await userEvent.upload(shown.el.querySelector("input[type=file]") as HTMLInputElement, file);
  await screen.findByRole("button", { name: "Play" });
  expect(shown.kernel.uploads.get("given-word.wav")).toHaveLength(3);
});

test("playing, pausing and reaching the end are events with the position", async () => {
  const shown = await showAudio({ value: GIVEN, _interactive: false });
  const sound = element(shown.el);
  await userEvent.click(screen.getByRole("button", { name: "Play" }));
  sound.currentTime = 12;
  await userEvent.click(screen.getByRole("button", { name: "Pause" }));
  fireEvent.ended(sound);
  expect(eventsOf(shown)).toEqual([
    { event: "play", state: { playback_position: 0 }, data: {} },
    { event: "pause", state: { playback_position: 12 }, data: {} },
    { event: "stop", state: { playback_position: 12 }, data: {} },
  ]);
});

test("while it plays the kernel hears where, once a second", async () => {
  const shown = await showAudio({ value: GIVEN });
  const sound = element(shown.el);
  for (const time of [0.3, 0.9, 1.1, 1.4, 2.2]) {
    sound.currentTime = time;
    fireEvent.timeUpdate(sound);
  }
  expect(eventsOf(shown).map(({ state }) => state?.playback_position)).toEqual([1.1, 2.2]);
});

test("the kernel says where to play", async () => {
  const shown = await showAudio({ value: GIVEN });
  const sound = element(shown.el);
  await shown.update({ playback_position: 7 });
  expect(sound.currentTime).toBe(7);
});

test("the position is a slider, and buttons skip", async () => {
  const shown = await showAudio({ value: GIVEN });
  const sound = element(shown.el);
  fireEvent.input(screen.getByRole("slider", { name: "Position in Speech" }), { target: { value: "50" } });
  expect(sound.currentTime).toBe(50);
  fireEvent.timeUpdate(sound);
  expect(screen.getByText("0:50 / 1:40")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Skip forward" }));
  expect(sound.currentTime).toBe(60);
});

test("speed and loudness can be changed", async () => {
  const shown = await showAudio({ value: GIVEN });
  const sound = element(shown.el);
  await userEvent.click(screen.getByRole("button", { name: "Speed 1×" }));
  expect(sound.playbackRate).toBe(1.5);
  await userEvent.click(screen.getByRole("button", { name: "Mute" }));
  expect(sound.muted).toBe(true);
});

test("subtitles are shown when they are said", async () => {
  const shown = await showAudio({ value: GIVEN, subtitles: [{ text: "<b>Hello", start: 1, end: 2 }] });
  const sound = element(shown.el);
  expect(screen.queryByText("<b>Hello")).toBeNull();
  sound.currentTime = 1.5;
  fireEvent.timeUpdate(sound);
  expect(screen.getByText("<b>Hello")).toBeTruthy();
});

test("a part can be cut out, which is a new upload", async () => {
  const shown = await showAudio({ value: GIVEN });
  await userEvent.click(await screen.findByRole("button", { name: "Cut" }));
  fireEvent.input(await screen.findByRole("slider", { name: "Start of the cut" }), { target: { value: "1" } });
  await userEvent.click(screen.getAllByRole("button", { name: "Cut" }).at(-1) as HTMLElement);
  await waitFor(() => expect(eventsOf(shown)).toHaveLength(1));
  expect(eventsOf(shown)[0]).toMatchObject({ event: "input", state: { value: { id: "given-word.wav" } } });
  expect(shown.kernel.uploads.get("given-word.wav")).toHaveLength(44 + 4 * 2);
});

test("a sound that cannot be edited or replaced offers neither", async () => {
  await showAudio({ value: GIVEN, editable: false, _interactive: false });
  await screen.findByRole("button", { name: "Download" });
  expect(screen.queryByRole("button", { name: "Cut" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Clear" })).toBeNull();
});

test("clearing empties it", async () => {
  const shown = await showAudio({ value: GIVEN });
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(eventsOf(shown)).toEqual([{ event: "clear", state: { value: null }, data: {} }]);
  expect(screen.getByRole("button", { name: /Drop a sound/ })).toBeTruthy();
});

test("without a waveform the browser's own player is there", async () => {
  const options = { ...TRAITS.waveform_options, show_recording_waveform: false };
  const shown = await showAudio({ value: GIVEN, waveform_options: options as AudioTraits["waveform_options"] });
  expect(shown.el.querySelector("audio")?.controls).toBe(true);
  expect(screen.queryByRole("slider")).toBeNull();
});

class FakeRecorder {
  static tracks = { stop: vi.fn(), getSettings: () => ({ sampleRate: 8000 }) };
  state = "inactive";
  mimeType = "audio/webm";
  ondataavailable = (_event: { data: Blob }) => {};
  onstop = () => {};
  constructor(readonly stream: MediaStream) {}
  start = () => {
    this.state = "recording";
  };
  pause = () => {
    this.state = "paused";
  };
  resume = this.start;
  stop = () => {
    this.ondataavailable({ data: new Blob(["opus"]) });
    this.onstop();
  };
}

function fakeMicrophone(): void {
  const stream = { getTracks: () => [FakeRecorder.tracks], getAudioTracks: () => [FakeRecorder.tracks] };
  vi.stubGlobal("MediaRecorder", FakeRecorder);
  vi.stubGlobal(
    "AudioContext",
    class {
      createAnalyser = () => ({ fftSize: 4, getByteTimeDomainData: () => {} });
      createMediaStreamSource = () => ({ connect: () => {} });
      close = () => {};
    },
  );
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { getUserMedia: vi.fn(async () => stream) },
  });
}

test("a recording is uploaded as WAV, with events on the way", async () => {
  fakeMicrophone();
  const shown = await showAudio({
    sources: ["microphone"],
    _events: ["start_recording", "pause_recording", "stop_recording", "input"],
  });
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await userEvent.click(await screen.findByRole("button", { name: "Pause" }));
  await userEvent.click(screen.getByRole("button", { name: "Go on" }));
  await userEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(await screen.findByRole("button", { name: "Play" })).toBeTruthy();
  const value = { id: "given-recording.wav", name: "recording.wav", mime: "image/png", size: 44 + 16 };
  expect(eventsOf(shown)).toEqual([
    { event: "start_recording", state: { recording: true }, data: {} },
    { event: "pause_recording", state: {}, data: {} },
    { event: "stop_recording", state: { value, recording: false }, data: {} },
    { event: "input", state: {}, data: {} },
  ]);
  const sent = shown.kernel.uploads.get("given-recording.wav") as Uint8Array;
  expect(new TextDecoder().decode(sent.slice(8, 12))).toBe("WAVE");
  expect(FakeRecorder.tracks.stop).toHaveBeenCalled();
});

test("the microphone is off when the view goes", async () => {
  fakeMicrophone();
  FakeRecorder.tracks.stop.mockClear();
  const shown = await showAudio({ sources: ["microphone"], recording: true });
  await screen.findByRole("button", { name: "Stop" });
  shown.abort();
  expect(FakeRecorder.tracks.stop).toHaveBeenCalled();
  expect(shown.model.listening).toBe(0);
});

type Live = Given & { _stream_every?: number; _time_limit?: number | null };
const LIVE: Live = {
  streaming: true,
  sources: ["microphone"],
  _events: ["stream", "start_recording", "stop_recording", "input"],
  _stream_every: 0.001,
  _time_limit: null,
};
/** Says that the kernel has heard of all that the page has said. */
const heard = ({ model }: { model: FakeModel }) => ({ _heard: { [String(model.sent[0]?.page)]: model.sent.length } });
/** The samples of pieces, as WAV files have them. */
const samplesOf = (pieces: Uint8Array[]) => pieces.flatMap((piece) => [...new Int16Array(piece.slice(44).buffer)]);

test("sound goes to the kernel piece by piece, all of it, and the end is told when it was handled", async () => {
  const hear = fakeLive();
  const shown = await showAudio({ ...LIVE });
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await screen.findByRole("button", { name: "Stop" });
  hear([1]);
  await waitFor(() => expect(shown.kernel.pieces).toHaveLength(1));
  let handled = () => {};
  shown.kernel.handling = new Promise((resolve) => {
    handled = resolve;
  });
  hear([-1]);
  await waitFor(() => expect(shown.kernel.pieces).toHaveLength(2));
  hear([0.5]);
  hear([0]);
  await userEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(eventsOf(shown).map(({ event }) => event)).toEqual(["start_recording"]);
  handled();
  await waitFor(() => expect(eventsOf(shown)).toHaveLength(3));
  expect(samplesOf(shown.kernel.pieces)).toEqual([32767, -32767, 16384, 0]);
  expect(shown.kernel.pieces).toHaveLength(3);
  expect(eventsOf(shown)).toEqual([
    { event: "start_recording", state: { recording: true }, data: {} },
    { event: "stop_recording", state: { recording: false }, data: {} },
    { event: "input", state: {}, data: {} },
  ]);
  expect(track.stop).toHaveBeenCalled();
});

test("the kernel turns the microphone on and off", async () => {
  fakeLive();
  const shown = await showAudio({ ...LIVE });
  await shown.update({ recording: true });
  await screen.findByRole("button", { name: "Stop" });
  await shown.update({ ...heard(shown), recording: false });
  expect(await screen.findByRole("button", { name: "Record" })).toBeTruthy();
  expect(eventsOf(shown).map(({ event }) => event)).toEqual(["start_recording", "stop_recording", "input"]);
});

test("a recording that is no stream is ended by the kernel too", async () => {
  fakeMicrophone();
  const shown = await showAudio({ sources: ["microphone"], recording: true, _events: ["stop_recording"] });
  await screen.findByRole("button", { name: "Stop" });
  await shown.update({ ...heard(shown), recording: false });
  await screen.findByRole("button", { name: "Play" });
  expect(eventsOf(shown).at(-1)).toMatchObject({ event: "stop_recording", state: { recording: false } });
});

test("without a handler of its pieces a streamed sound is recorded as a whole", async () => {
  fakeMicrophone();
  const shown = await showAudio({ ...LIVE, _events: [] });
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
  await screen.findByRole("button", { name: "Play" });
  expect([...shown.kernel.uploads.keys()]).toEqual(["given-recording.wav"]);
});

/** Plays at once what it is given, as fast as the test says. */
class FakeSpeaker {
  static ended: (() => void)[] = [];
  currentTime = 0;
  destination = {};
  suspend = () => {};
  resume = () => {};
  close = () => {};
  createGain = () => ({ gain: { value: 1 }, connect: () => {} });
  decodeAudioData = async () => ({ duration: 1 });
  createBufferSource = () => {
    const source = { buffer: null, connect: () => {}, onended: () => {}, start: () => {} };
    FakeSpeaker.ended.push(() => source.onended());
    return source;
  };
}

async function showSpeech(autoplay: boolean) {
  vi.stubGlobal("AudioContext", FakeSpeaker);
  FakeSpeaker.ended = [];
  const shown = await showAudio({ streaming: true, autoplay, _interactive: false, _events: ["play", "stop"] });
  const say = (first: boolean) =>
    shown.receive({ piece: { ...GIVEN, data: undefined }, first }, [new DataView(new ArrayBuffer(9))]);
  return { ...shown, say };
}

test("what a handler yields plays piece by piece, and is there as a whole at the end", async () => {
  const shown = await showSpeech(true);
  const play = vi.spyOn(HTMLMediaElement.prototype, "play");
  await shown.say(true);
  await shown.say(false);
  expect(screen.getByText(/live/)).toBeTruthy();
  await shown.receive({ piece: null, whole: "whole" });
  await shown.update({ value: { ...GIVEN, id: "whole" } });
  expect(screen.getByText(/live/)).toBeTruthy();
  await waitFor(() => expect(FakeSpeaker.ended).toHaveLength(2));
  for (const end of FakeSpeaker.ended) end();
  expect(await screen.findByRole("slider", { name: "Position in Speech" })).toBeTruthy();
  expect(eventsOf(shown).map(({ event }) => event)).toEqual(["play", "stop"]);
  expect(play).not.toHaveBeenCalled();
});

test("what may not play by itself waits, and is a sound like any other when it is complete", async () => {
  const shown = await showSpeech(false);
  await shown.say(true);
  expect(screen.getByRole("button", { name: "Play" })).toBeTruthy();
  await shown.receive({ piece: null, whole: "whole" });
  await shown.update({ value: { ...GIVEN, id: "whole" } });
  expect(await screen.findByRole("slider", { name: "Position in Speech" })).toBeTruthy();
  expect(eventsOf(shown)).toEqual([]);
});
