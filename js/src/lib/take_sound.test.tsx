import { screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeMicrophone as fakeLive, track } from "./live.testing";
import { fakeDecoder, showAudio } from "./sound.testing";

beforeEach(fakeDecoder);

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
  expect(shown.events()).toEqual([
    { event: "start_recording", state: { recording: true }, data: {} },
    { event: "pause_recording", state: {}, data: {} },
    { event: null, state: { recording: false }, data: {} },
    { event: "stop_recording", state: { value }, data: {} },
    { event: "input", state: {}, data: {} },
  ]);
  const sent = shown.kernel.uploads.get("given-recording.wav") as Uint8Array;
  expect(new TextDecoder().decode(sent.slice(8, 12))).toBe("WAVE");
  expect(navigator.mediaDevices.getUserMedia).toHaveBeenCalledOnce();
  expect(FakeRecorder.tracks.stop).toHaveBeenCalled();
});

test("a recording that is refused says why, and is not begun again", async () => {
  fakeMicrophone();
  const shown = await showAudio({ sources: ["microphone"], _events: ["stop_recording"] });
  shown.kernel.refusal = "too long";
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
  expect((await screen.findByRole("alert")).textContent).toBe("too long");
  await screen.findByRole("button", { name: "Record" });
  expect(shown.events().map(({ event }) => event)).toEqual(["start_recording", null, "stop_recording"]);
  expect(navigator.mediaDevices.getUserMedia).toHaveBeenCalledOnce();
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

test("the microphone is off where the browser cannot record", async () => {
  fakeMicrophone();
  FakeRecorder.tracks.stop.mockClear();
  vi.stubGlobal(
    "MediaRecorder",
    class {
      constructor() {
        throw new DOMException("no format", "NotSupportedError");
      }
    },
  );
  await showAudio({ sources: ["microphone"] });
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  expect((await screen.findByRole("alert")).textContent).toContain("no format");
  expect(FakeRecorder.tracks.stop).toHaveBeenCalled();
});

test("the clock of a recording is right where the page comes late to it", async () => {
  fakeMicrophone();
  await showAudio({ sources: ["microphone"], recording: true });
  await screen.findByText(/^0\.[1-9] s$/);
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + 5000);
  expect(await screen.findByText(/^5\.\d s$/)).toBeTruthy();
});

test("a recording that the kernel ends before the visitor has allowed it does not begin", async () => {
  fakeMicrophone();
  FakeRecorder.tracks.stop.mockClear();
  const stream = await navigator.mediaDevices.getUserMedia();
  let allow = (_stream: MediaStream) => {};
  vi.mocked(navigator.mediaDevices.getUserMedia).mockReturnValue(
    new Promise((resolve) => {
      allow = resolve;
    }),
  );
  const shown = await showAudio({ sources: ["microphone"], recording: true, _events: ["start_recording"] });
  await shown.update({ recording: false });
  allow(stream);
  await waitFor(() => expect(FakeRecorder.tracks.stop).toHaveBeenCalled());
  expect(screen.getByRole("button", { name: "Record" })).toBeTruthy();
  expect(shown.events()).toEqual([]);
});

test("the kernel records although another source is open, and a change of the source ends it", async () => {
  fakeMicrophone();
  const shown = await showAudio({ recording: true, _events: ["start_recording", "stop_recording"] });
  await screen.findByRole("button", { name: "Stop" });
  await userEvent.click(screen.getByRole("button", { name: "Upload a file" }));
  expect(screen.getByRole("button", { name: /Drop a sound/ })).toBeTruthy();
  expect(shown.events()).toEqual([
    { event: "start_recording", state: { recording: true }, data: {} },
    { event: "stop_recording", state: { recording: false }, data: {} },
  ]);
});

const LIVE: Parameters<typeof showAudio>[0] = {
  streaming: true,
  sources: ["microphone"],
  _events: ["stream", "start_recording", "stop_recording", "input"],
  _stream_every: 0.001,
  _time_limit: null,
};
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
  expect(shown.events().map(({ event }) => event)).toEqual(["start_recording"]);
  handled();
  await waitFor(() => expect(shown.events()).toHaveLength(3));
  expect(samplesOf(shown.kernel.pieces)).toEqual([32767, -32767, 16384, 0]);
  expect(shown.kernel.pieces).toHaveLength(3);
  expect(shown.events()).toEqual([
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
  await shown.update({ recording: false });
  expect(await screen.findByRole("button", { name: "Record" })).toBeTruthy();
  expect(shown.events().map(({ event }) => event)).toEqual(["start_recording", "stop_recording", "input"]);
});

test("a recording that is no stream is ended by the kernel too", async () => {
  fakeMicrophone();
  const shown = await showAudio({ sources: ["microphone"], recording: true, _events: ["stop_recording"] });
  await screen.findByRole("button", { name: "Stop" });
  await shown.update({ recording: false });
  await screen.findByRole("button", { name: "Play" });
  expect(shown.events().at(-1)).toMatchObject({ event: "stop_recording" });
});

test("without a handler of its pieces a streamed sound is recorded as a whole", async () => {
  fakeMicrophone();
  const shown = await showAudio({ ...LIVE, _events: [] });
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
  await screen.findByRole("button", { name: "Play" });
  expect([...shown.kernel.uploads.keys()]).toEqual(["given-recording.wav"]);
});
