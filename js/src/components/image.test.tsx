import { fireEvent, screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { defaults } from "../lib/defaults.testing";
import { fakeCamera, track } from "../lib/live.testing";
import { show } from "../lib/testing";
import { fakeKernel } from "../lib/testing_files";
import type { ImageTraits } from "../traits";
import { image } from "./image";

const GIVEN = { id: "x", name: "cat.png", mime: "image/png", size: 3, data: new Uint8Array([1, 2, 3]) };
const UPLOADED = { id: "given-cat.png", name: "cat.png", mime: "image/png", size: 3 };

async function showImage(traits: Partial<ImageTraits & { _interactive: boolean; _events: string[] }> = {}) {
  const shown = await show<ImageTraits>(image, { ...defaults.Image, label: "Photo", ...traits });
  return { ...shown, kernel: fakeKernel(shown.model) };
}

const cat = () => new File(["cat"], "cat.png", { type: "image/png" });
const input = (el: HTMLElement) => el.querySelector("input[type=file]") as HTMLInputElement;
const zone = () => screen.getByRole("button", { name: /Drop an image/ });

test("a chosen file is uploaded, becomes the value and is shown without coming back", async () => {
  const shown = await showImage({ _events: ["upload"] });
  await userEvent.upload(input(shown.el), cat());
  const picture = await screen.findByRole<HTMLImageElement>("img", { name: "Photo" });
  expect(picture.src).toMatch(/^blob:/);
  expect(shown.events()).toEqual([
    { event: "input", state: { value: UPLOADED }, data: {} },
    { event: "upload", state: {}, data: {} },
  ]);
  expect(shown.kernel.uploads.get("given-cat.png")).toEqual(new TextEncoder().encode("cat"));
});

function bring(way: "drop" | "paste") {
  const event = new Event(way, { bubbles: true, cancelable: true });
  const value = { files: [cat()] };
  fireEvent(zone(), Object.defineProperties(event, { dataTransfer: { value }, clipboardData: { value } }));
}

test.each(["drop", "paste"] as const)("a file comes by %s too", async (way) => {
  const shown = await showImage();
  bring(way);
  await screen.findByRole("img", { name: "Photo" });
  expect(shown.kernel.uploads.size).toBe(1);
});

test("a paste is not taken where the clipboard is no source", async () => {
  const shown = await showImage({ sources: ["upload"] });
  bring("paste");
  expect(shown.model.sent).toEqual([]);
});

test("an upload shows its progress and can be cancelled", async () => {
  const shown = await showImage();
  shown.kernel.silent = true;
  await userEvent.upload(input(shown.el), cat());
  expect(screen.getByRole("progressbar", { name: "Uploading cat.png" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Cancel the upload" }));
  expect(zone()).toBeTruthy();
  await waitFor(() => expect(shown.model.sent.at(-1)?.file).toBe("cancel"));
  expect(shown.events()).toEqual([]);
});

test("a refused upload says why", async () => {
  const shown = await showImage();
  shown.kernel.refusal = "cat.png is no image";
  await userEvent.upload(input(shown.el), cat());
  expect((await screen.findByRole("alert")).textContent).toBe("cat.png is no image");
  expect(shown.model.get("value")).toBeNull();
});

test("an upload ends when the view goes", async () => {
  const shown = await showImage();
  shown.kernel.silent = true;
  await userEvent.upload(input(shown.el), cat());
  shown.abort();
  await waitFor(() => expect(shown.model.sent.at(-1)?.file).toBe("cancel"));
  expect(shown.model.listening).toBe(0);
});

test("a picture of the kernel is shown, and let go of when another comes", async () => {
  const revoke = vi.spyOn(URL, "revokeObjectURL");
  const shown = await showImage({ value: GIVEN, _interactive: false });
  const first = (await screen.findByRole<HTMLImageElement>("img")).src;
  await shown.update({ value: { ...GIVEN, id: "y" } });
  await waitFor(() => expect(screen.getByRole<HTMLImageElement>("img").src).not.toBe(first));
  await waitFor(() => expect(revoke).toHaveBeenCalledWith(first));
  const second = screen.getByRole<HTMLImageElement>("img").src;
  shown.abort();
  expect(revoke).toHaveBeenCalledWith(second);
});

test("a large picture is asked for in chunks", async () => {
  const shown = await showImage();
  shown.kernel.files.set("big", new Uint8Array([1, 2, 3, 4, 5, 6]));
  await shown.update({ value: { id: "big", name: "big.png", mime: "image/png", size: 6 } });
  await screen.findByRole("img", { name: "Photo" });
  expect(shown.model.sent.map((sent) => sent.file)).toEqual(["read", "read"]);
});

test("a picture that is on its way, or never comes, is named", async () => {
  const shown = await showImage();
  shown.kernel.silent = true;
  await shown.update({ value: { id: "big", name: "big.png", mime: "image/png", size: 6 } });
  expect(screen.getByText("big.png")).toBeTruthy();
  expect(screen.queryByRole("progressbar")).toBeNull();
});

test("a picture that is gone says so", async () => {
  const shown = await showImage();
  shown.kernel.refusal = "there is no such file here";
  await shown.update({ value: { id: "gone", name: "big.png", mime: "image/png", size: 6 } });
  expect((await screen.findByRole("alert")).textContent).toBe("there is no such file here");
});

test("a picture that was never there says so, and may be replaced", async () => {
  const error = "There is no file 'logo.png'.";
  await showImage({ value: { id: "x", name: "logo.png", mime: null, size: 0, error } });
  expect((await screen.findByRole("alert")).textContent).toBe(error);
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(zone()).toBeTruthy();
});

test("a picture with an address is loaded from there, and from nowhere worse", async () => {
  const shown = await showImage({ value: { id: "u", name: "a", mime: null, size: null, url: "https://host/a.png" } });
  expect((await screen.findByRole<HTMLImageElement>("img")).src).toBe("https://host/a.png");
  await shown.update({ value: { id: "v", name: "a", mime: null, size: null, url: "javascript:alert(1)" } });
  expect(screen.queryByRole("img")).toBeNull();
});

test("a picture that the browser cannot show says so", async () => {
  await showImage({ value: { ...GIVEN, name: "scan.heic" } });
  fireEvent.error(await screen.findByRole("img"));
  expect(screen.getByRole("alert").textContent).toBe("This browser cannot show scan.heic.");
});

test("clearing empties it", async () => {
  const shown = await showImage({ value: GIVEN, _events: ["clear", "input"] });
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(shown.events()).toEqual([
    { event: "clear", state: { value: null }, data: {} },
    { event: "input", state: {}, data: {} },
  ]);
  expect(zone()).toBeTruthy();
});

test("a click says which pixel, whatever size it is shown in", async () => {
  const shown = await showImage({ value: GIVEN, _events: ["select"] });
  const picture = await screen.findByRole<HTMLImageElement>("img");
  Object.defineProperties(picture, { naturalWidth: { value: 400 }, naturalHeight: { value: 200 } });
  picture.getBoundingClientRect = () => new DOMRect(10, 10, 100, 100);
  fireEvent.click(picture, { clientX: 10, clientY: 35 });
  fireEvent.click(picture, { clientX: 60, clientY: 60 });
  fireEvent.click(picture, { clientX: 60, clientY: 15 });
  expect(shown.events().map(({ data }) => data)).toEqual([
    { index: [0, 0], value: null },
    { index: [200, 100], value: null },
  ]);
});

test("it can be downloaded under its name", async () => {
  await showImage({ value: GIVEN, _interactive: false });
  const clicked: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this.download);
  });
  await userEvent.click(await screen.findByRole("button", { name: "Download" }));
  expect(clicked).toEqual(["cat.png"]);
  expect(screen.queryByRole("button", { name: "Clear" })).toBeNull();
});

test("the author chooses the buttons", async () => {
  await showImage({ value: GIVEN, buttons: [], _interactive: false });
  await screen.findByRole("img");
  expect(screen.queryAllByRole("button")).toEqual([]);
});

test("a read-only image without a picture takes none", async () => {
  const shown = await showImage({ _interactive: false });
  expect(screen.queryAllByRole("button")).toEqual([]);
  expect(input(shown.el)).toBeNull();
});

test("sources are those of the author, and one alone needs no choice", async () => {
  await showImage({ sources: ["webcam"] });
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["Click to use the camera"]);
});

test("the author's first source is open, but the clipboard, which has no place of its own", async () => {
  await showImage({ sources: ["clipboard", "webcam", "upload"] });
  expect(screen.getByRole("button", { name: "Click to use the camera" })).toBeTruthy();
  expect(screen.getByRole("button", { pressed: true }).title).toBe("Use the camera");
});

test("a camera that is not there says so", async () => {
  await showImage({ sources: ["webcam"] });
  await userEvent.click(screen.getByRole("button", { name: "Click to use the camera" }));
  expect(screen.getByRole("alert").textContent).toMatch(/needs a page that came over https/);
});

test("the placeholder is text", async () => {
  await showImage({ placeholder: "# Your cat\n<b>here</b>" });
  expect(screen.getByRole("button", { name: /Your cat/ }).textContent).toContain("<b>here</b>");
});

test("the alternative text is the author's", async () => {
  await showImage({ value: GIVEN, alt_text: "A cat" });
  expect(await screen.findByRole("img", { name: "A cat" })).toBeTruthy();
});

type Live = Partial<ImageTraits & { _stream_every: number; _time_limit: number | null; _events: string[] }>;
const LIVE: Live = {
  streaming: true,
  sources: ["webcam"],
  _events: ["stream"],
  _stream_every: 0.001,
  _time_limit: null,
};

async function showLive(traits: Live = {}) {
  fakeCamera();
  const shown = await showImage({ ...LIVE, ...traits });
  return { ...shown, face: () => screen.findByRole<HTMLButtonElement>("button", { name: /stream from the camera/ }) };
}

test("the camera sends picture after picture until it is stopped", async () => {
  const { kernel, face } = await showLive();
  await userEvent.click(await face());
  await waitFor(() => expect(kernel.pieces.length).toBeGreaterThan(3));
  await userEvent.click(screen.getByRole("button", { name: "Stop" }));
  await waitFor(async () => expect((await face()).disabled).toBe(false));
  const { length } = kernel.pieces;
  expect(kernel.pieces.map(([number]) => number)).toEqual(Array.from({ length }, (_, index) => index + 1));
  expect(track.stop).toHaveBeenCalled();
});

test("no picture is taken while the one before is handled", async () => {
  const { kernel, face } = await showLive();
  let handled = () => {};
  kernel.handling = new Promise((resolve) => {
    handled = resolve;
  });
  await userEvent.click(await face());
  await waitFor(() => expect(kernel.pieces).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(kernel.pieces).toHaveLength(1);
  handled();
  await waitFor(() => expect(kernel.pieces.length).toBeGreaterThan(1));
  expect(kernel.pieces[1]).toEqual(new Uint8Array([2]));
});

test("a stream ends at its limit and says so", async () => {
  const { face } = await showLive({ _time_limit: 0.02 });
  await userEvent.click(await face());
  await screen.findByText("Stopped after 0.02 s. Click to stream from the camera");
  await waitFor(async () => expect((await face()).disabled).toBe(false));
});

test("a stream ends when a handler has failed", async () => {
  const shown = await showLive();
  shown.kernel.more = false;
  await userEvent.click(await shown.face());
  await waitFor(() => expect(shown.kernel.pieces).toHaveLength(1));
  await waitFor(async () => expect((await shown.face()).disabled).toBe(false));
});

test("a stream ends when the kernel stops it", async () => {
  const shown = await showLive();
  await userEvent.click(await shown.face());
  await waitFor(() => expect(shown.kernel.pieces.length).toBeGreaterThan(0));
  await shown.receive({ stream: "stop" });
  await waitFor(async () => expect((await shown.face()).disabled).toBe(false));
});

test("a stream that is refused says why", async () => {
  const shown = await showLive();
  shown.kernel.refusal = "it takes no input now";
  await userEvent.click(await shown.face());
  expect((await screen.findByRole("alert")).textContent).toBe("it takes no input now");
});

test("the camera is off when the view goes, and when it takes no input any more", async () => {
  const shown = await showLive();
  await userEvent.click(await shown.face());
  await screen.findByRole("button", { name: "Stop" });
  await shown.update({ _interactive: false } as Partial<ImageTraits>);
  expect(track.stop).toHaveBeenCalled();
  expect(screen.queryAllByRole("button")).toEqual([]);
  shown.abort();
  expect(shown.model.listening).toBe(0);
});

test("what the kernel makes of the pictures is shown in their place, but not what was there before", async () => {
  const shown = await showLive({ value: GIVEN });
  await userEvent.click(await shown.face());
  await screen.findByRole("button", { name: "Stop" });
  expect(screen.queryByRole("img")).toBeNull();
  await shown.update({ value: { ...GIVEN, id: "made" } });
  expect(await screen.findByRole("img", { name: "What became of it" })).toBeTruthy();
  await shown.update({ value: null });
  await waitFor(() => expect(screen.queryByRole("img")).toBeNull());
});

test("without a handler of its pictures a streamed image takes one", async () => {
  await showLive({ _events: [] });
  expect(screen.getByRole("button", { name: "Click to use the camera" })).toBeTruthy();
});

test("a picture that changes stays on screen until the next one is there", async () => {
  const shown = await showImage({ value: GIVEN, _interactive: false });
  const picture = await screen.findByRole<HTMLImageElement>("img");
  const seen = new Set([picture.src]);
  for (let frame = 0; frame < 20; frame++) {
    await shown.update({ value: { ...GIVEN, id: `frame ${frame}` } });
    expect(screen.getByRole("img")).toBe(picture);
    await waitFor(() => expect(seen.has(picture.src)).toBe(false));
    seen.add(picture.src);
  }
});
