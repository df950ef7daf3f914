import { fireEvent, screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { defaults } from "../lib/defaults.testing";
import { fakeDecoder, GIVEN, showAudio } from "../lib/sound.testing";
import type { WaveformOptions } from "../lib/waveform";

beforeEach(fakeDecoder);

/** happy-dom has no sound: two seconds of it, in an element that does what it is told. */
function element(el: HTMLElement) {
  const found = el.querySelector("audio") as HTMLAudioElement;
  found.play = async () => void fireEvent.play(found);
  found.pause = () => void fireEvent.pause(found);
  Object.defineProperty(found, "duration", { value: 100, configurable: true });
  fireEvent.loadedMetadata(found);
  return found;
}

const bring = (el: HTMLElement, file: File) =>
  userEvent.upload(el.querySelector("input[type=file]") as HTMLInputElement, file);

test("a chosen file is uploaded and becomes the value", async () => {
  const shown = await showAudio({ _events: ["upload"] });
  await bring(shown.el, new File(["abc"], "word.mp3", { type: "audio/mpeg" }));
  expect(await screen.findByRole("button", { name: "Play" })).toBeTruthy();
  expect(shown.events().map(({ event }) => event)).toEqual(["input", "upload"]);
  expect([...shown.kernel.uploads.keys()]).toEqual(["given-word.mp3"]);
});

test("what Python cannot read goes as WAV", async () => {
  const shown = await showAudio({ _convert: true });
  await bring(shown.el, new File(["abc"], "word.mp3", { type: "audio/mpeg" }));
  await screen.findByRole("button", { name: "Play" });
  const sent = shown.kernel.uploads.get("given-word.wav") as Uint8Array;
  expect(new TextDecoder().decode(sent.slice(0, 4))).toBe("RIFF");
});

test("a WAV file goes as it is", async () => {
  const shown = await showAudio({ _convert: true });
  await bring(shown.el, new File(["abc"], "word.wav", { type: "audio/wav" }));
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
  expect(shown.events()).toEqual([
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
  expect(shown.events().map(({ state }) => state?.playback_position)).toEqual([1.1, 2.2]);
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
  expect(sound.currentTime).toBe(55);
});

test("speed and loudness can be changed", async () => {
  const shown = await showAudio({ value: GIVEN });
  const sound = element(shown.el);
  await userEvent.click(screen.getByRole("button", { name: "Speed 1×" }));
  // A browser goes back to the default with the next sound.
  expect([sound.playbackRate, sound.defaultPlaybackRate]).toEqual([1.5, 1.5]);
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
  await waitFor(() => expect(shown.events()).toHaveLength(1));
  expect(shown.events()[0]).toMatchObject({ event: "input", state: { value: { id: "given-word.wav" } } });
  expect(shown.kernel.uploads.get("given-word.wav")).toHaveLength(44 + 4 * 2);
});

test("a sound that the browser cannot cut says so", async () => {
  vi.stubGlobal(
    "OfflineAudioContext",
    class {
      decodeAudioData = async () => Promise.reject(new DOMException("Unable to decode"));
    },
  );
  await showAudio({ value: GIVEN });
  await userEvent.click(await screen.findByRole("button", { name: "Cut" }));
  expect((await screen.findByRole("alert")).textContent).toBe("This browser cannot cut word.wav.");
});

test("a cut that was begun is none of another sound", async () => {
  const shown = await showAudio({ value: GIVEN });
  await userEvent.click(await screen.findByRole("button", { name: "Cut" }));
  await screen.findByRole("slider", { name: "Start of the cut" });
  await shown.update({ value: { ...GIVEN, id: "y" } });
  await waitFor(() => expect(screen.queryByRole("slider", { name: "Start of the cut" })).toBeNull());
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
  expect(shown.events()).toEqual([{ event: "clear", state: { value: null }, data: {} }]);
  expect(screen.getByRole("button", { name: /Drop a sound/ })).toBeTruthy();
});

test("without a waveform the browser's own player is there", async () => {
  const options = { ...(defaults.Audio?.waveform_options as WaveformOptions), show_recording_waveform: false };
  const shown = await showAudio({ value: GIVEN, waveform_options: options });
  expect(shown.el.querySelector("audio")?.controls).toBe(true);
  expect(screen.queryByRole("slider")).toBeNull();
});
