import { screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeDecoder, GIVEN, showAudio } from "./sound.testing";

beforeEach(fakeDecoder);

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
  expect(shown.events().map(({ event }) => event)).toEqual(["play", "stop"]);
  expect(play).not.toHaveBeenCalled();
});

test("what may not play by itself waits, and is a sound like any other when it is complete", async () => {
  const shown = await showSpeech(false);
  await shown.say(true);
  expect(screen.getByRole("button", { name: "Play" })).toBeTruthy();
  await shown.receive({ piece: null, whole: "whole" });
  await shown.update({ value: { ...GIVEN, id: "whole" } });
  expect(await screen.findByRole("slider", { name: "Position in Speech" })).toBeTruthy();
  expect(shown.events()).toEqual([]);
});

test("another sound takes the place of one whose end the visitor has not heard", async () => {
  const shown = await showSpeech(true);
  await shown.say(true);
  await shown.receive({ piece: null, whole: "whole" });
  await shown.update({ value: { ...GIVEN, id: "whole" } });
  await userEvent.click(screen.getByRole("button", { name: "Pause" }));
  expect(screen.getByText(/live/)).toBeTruthy();
  await shown.update({ value: { ...GIVEN, id: "other" } });
  expect(await screen.findByRole("slider", { name: "Position in Speech" })).toBeTruthy();
});
