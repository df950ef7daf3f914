import { expect, test, vi } from "vitest";
import { addressOf, bytesOf, isLoadable, Transfer } from "./files";
import { FakeModel } from "./testing";
import { fakeKernel } from "./testing_files";

function start(chunk?: number) {
  const model = new FakeModel({});
  const kernel = fakeKernel(model, chunk);
  let back = () => {};
  const transfer = new Transfer({
    send: (content, buffers) => model.send(content as never, undefined, buffers),
    onMessage: (listener) => model.on("msg:custom", listener as never),
    onBack: (listener) => {
      back = listener;
    },
  });
  return { model, kernel, transfer, back: () => back() };
}

const file = (text: string) => new Blob([text]);

test("bytes are those that a view shows, and not the rest of its buffer", () => {
  const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
  expect([...bytesOf(buffer)]).toEqual([1, 2, 3, 4]);
  expect([...bytesOf(new DataView(buffer, 1, 2))]).toEqual([2, 3]);
  expect([...bytesOf(new Uint16Array(buffer, 2, 1))]).toEqual([3, 4]);
});

test("an upload goes in chunks and gives the value of the kernel", async () => {
  const { model, kernel, transfer } = start();
  const parts: number[] = [];
  const value = await transfer.upload(file("0123456789"), "a.png", { onProgress: (part) => parts.push(part) });
  expect(value).toEqual({ id: "given-a.png", name: "a.png", mime: "image/png", size: 10 });
  expect(new TextDecoder().decode(kernel.uploads.get("given-a.png"))).toBe("0123456789");
  expect(model.sent.map((sent) => sent.offset)).toEqual([undefined, 0, 4, 8]);
  expect(parts).toEqual([0, 0.4, 0.8]);
});

test("an upload waits for the kernel after a few chunks", async () => {
  const { model, kernel, transfer } = start(1);
  const send = model.send;
  model.send = (content, callbacks, buffers) => {
    if (content.file === "chunk") kernel.silent = true;
    send(content, callbacks, buffers);
  };
  void transfer.upload(file("x".repeat(100)), "a.png");
  await vi.waitFor(() => expect(model.sent).toHaveLength(5));
  await new Promise((resolve) => setTimeout(resolve));
  expect(model.sent).toHaveLength(5);
});

test("an empty file is an upload too", async () => {
  const { transfer } = start();
  expect(await transfer.upload(file(""), "a.png")).toMatchObject({ size: 0 });
});

test("a refused upload fails with the reason", async () => {
  const { kernel, transfer } = start();
  kernel.refusal = "the file is too large";
  await expect(transfer.upload(file("0123"), "a.png")).rejects.toThrow("the file is too large");
});

test("an upload that is cancelled tells the kernel", async () => {
  const { model, kernel, transfer } = start();
  kernel.silent = true;
  const end = new AbortController();
  const upload = transfer.upload(file("0123"), "a.png", { signal: end.signal });
  end.abort();
  await expect(upload).rejects.toThrow();
  expect(model.sent.at(-1)).toEqual({ file: "cancel", id: model.sent[0]?.id });
});

test("what was uploaded here need not come back until it is forgotten", async () => {
  const { model, kernel, transfer } = start();
  const value = await transfer.upload(file("0123"), "a.png");
  model.sent = [];
  expect(await (await transfer.download(value)).text()).toBe("0123");
  expect(model.sent).toEqual([]);
  transfer.forget(value.id);
  kernel.files.set(value.id, new TextEncoder().encode("0123"));
  expect(await (await transfer.download(value)).text()).toBe("0123");
  expect(model.sent).toHaveLength(1);
});

test("a small file is in the value", async () => {
  const { model, transfer } = start();
  const data = new DataView(new TextEncoder().encode("-small-").buffer, 1, 5);
  const blob = await transfer.download({ id: "x", name: "a.txt", mime: "text/plain", size: 5, data });
  expect(await blob.text()).toBe("small");
  expect(blob.type).toBe("text/plain");
  expect(model.sent).toEqual([]);
});

test("a large file is read in chunks", async () => {
  const { model, kernel, transfer } = start();
  kernel.files.set("x", new TextEncoder().encode("0123456789"));
  const parts: number[] = [];
  const value = { id: "x", name: "a.txt", mime: null, size: 10 };
  const blob = await transfer.download(value, { onProgress: (part) => parts.push(part) });
  expect(await blob.text()).toBe("0123456789");
  expect(model.sent.map((sent) => sent.offset)).toEqual([0, 4, 8]);
  expect(parts).toEqual([0.4, 0.8, 1]);
});

test("two readers of one file do not hear each other", async () => {
  const { model, kernel, transfer } = start();
  kernel.files.set("x", new TextEncoder().encode("0123456789"));
  const value = { id: "x", name: "a.txt", mime: null, size: 10 };
  const other = new Transfer({
    send: (content, buffers) => model.send(content as never, undefined, buffers),
    onMessage: (listener) => model.on("msg:custom", listener as never),
    onBack: () => {},
  });
  const blobs = await Promise.all([transfer, other].map((one) => one.download(value)));
  expect(await Promise.all(blobs.map((blob) => blob.text()))).toEqual(["0123456789", "0123456789"]);
});

test("a file that became shorter is an error", async () => {
  const { kernel, transfer } = start();
  kernel.files.set("x", new TextEncoder().encode("01234"));
  await expect(transfer.download({ id: "x", name: "a.txt", mime: null, size: 10 })).rejects.toThrow(
    "a.txt has changed",
  );
});

test.each([
  ["https://example.org/a.png", true],
  ["data:image/png;base64,AAAA", true],
  ["data:text/html,<script>", false],
  ["javascript:alert(1)", false],
  ["/etc/passwd", false],
  [null, false],
])("the page loads from %s: %s", (url, may) => {
  expect(isLoadable(url)).toBe(may);
});

test("an SVG is shown from a data URL, where its scripts cannot be this page's", async () => {
  const svg = new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"], { type: "image/svg+xml" });
  expect(await addressOf(svg)).toMatch(/^data:image\/svg\+xml,/);
  expect(await addressOf(new Blob([], { type: "image/png" }))).toMatch(/^blob:/);
});

test("a piece of a stream goes with its start, and is waited for until it is handled", async () => {
  const { model, kernel, transfer } = start();
  let handled = () => {};
  kernel.handling = new Promise((resolve) => {
    handled = resolve;
  });
  let done = false;
  const sent = transfer.stream(file("0123"), "a.jpg", new AbortController().signal).then((more) => {
    done = true;
    return more;
  });
  await vi.waitFor(() => expect(kernel.pieces).toHaveLength(1));
  expect(done).toBe(false);
  handled();
  expect(await sent).toBe(true);
  expect(model.sent).toHaveLength(1);
  expect(model.sent[0]).toMatchObject({ file: "start", size: 4, stream: true });
});

test("pieces of a stream leave nothing behind on the signal that ends it", async () => {
  const { transfer } = start();
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  await transfer.stream(file("0123"), "a.jpg", signal);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener));
});

test("a long piece of a stream goes on in chunks", async () => {
  const { model, kernel, transfer } = start(100_000);
  await transfer.stream(file("x".repeat(400_000)), "a.wav", new AbortController().signal);
  expect(kernel.pieces[0]).toHaveLength(400_000);
  expect(model.sent.map((sent) => sent.offset)).toEqual([undefined, 256_000, 356_000]);
});

test("a stream that the kernel stops tells who streams", async () => {
  const { model, transfer } = start();
  transfer.onStop = vi.fn();
  model.trigger("msg:custom", { stream: "stop" }, []);
  expect(transfer.onStop).toHaveBeenCalledOnce();
});

test("an upload begins again when the connection was lost", async () => {
  const { kernel, transfer, back } = start();
  kernel.silent = true;
  const value = transfer.upload(file("0123456789"), "a.txt");
  kernel.silent = false;
  back();
  expect(kernel.uploads.get((await value).id)?.length).toBe(10);
});

test("a download begins again when the connection was lost", async () => {
  const { kernel, transfer, back } = start();
  kernel.files.set("x", new TextEncoder().encode("0123456789"));
  kernel.silent = true;
  const blob = transfer.download({ id: "x", name: "a.txt", mime: null, size: 10 });
  kernel.silent = false;
  back();
  expect(await (await blob).text()).toBe("0123456789");
});

test("a piece of a stream that may have been handled does not come again", async () => {
  const { kernel, transfer, back } = start();
  kernel.silent = true;
  const more = transfer.stream(file("piece"), "a.wav", new AbortController().signal);
  await Promise.resolve();
  kernel.silent = false;
  back();
  expect(await more).toBe(true);
  expect(kernel.pieces).toEqual([]);
});
