/** A kernel that takes and gives files in tests, as nbblocks/files/transfer.py does. */

import { act } from "@testing-library/preact";
import { bytesOf } from "./files";
import type { FakeModel, Sent } from "./testing";

export interface FakeKernel {
  /** What came in whole, by the id of the upload that the value says. */
  uploads: Map<string, Uint8Array>;
  /** Why it refuses the next upload, if it does. */
  refusal: string | null;
  /** Whether it answers at all. */
  silent: boolean;
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** The pieces of streams that were handled. */
  pieces: Uint8Array[];
  /** What holds the handlers of a piece up, and whether they want more. */
  handling: Promise<void>;
  more: boolean;
}

/** Answers what the model sends on files, a chunk of `chunk` bytes at a time. */
export function fakeKernel(model: FakeModel, chunk = 4): FakeKernel {
  const kernel: FakeKernel = {
    uploads: new Map(),
    refusal: null,
    silent: false,
    files: new Map(),
    pieces: [],
    handling: Promise.resolve(),
    more: true,
  };
  const coming = new Map<unknown, { name: string; size: number; bytes: number[]; stream: boolean }>();
  const send = model.send.bind(model);

  function answer(message: Sent, buffers: unknown[]): [object, DataView[]] | undefined {
    const { file, id } = message;
    if (kernel.refusal) return [{ file: "refused", id, reason: kernel.refusal }, []];
    if (file === "read") {
      const bytes = kernel.files
        .get(message.of as string)
        ?.slice(message.offset as number, (message.offset as number) + chunk);
      return [{ file: "data", id, offset: message.offset }, [new DataView((bytes as Uint8Array<ArrayBuffer>).buffer)]];
    }
    if (file === "start") {
      const { name, size, stream } = message as unknown as { name: string; size: number; stream?: boolean };
      coming.set(id, { name, size, bytes: [], stream: stream === true });
    }
    const upload = coming.get(id);
    if (!upload || file === "cancel") return undefined;
    for (const byte of buffers.length ? bytesOf(buffers[0] as ArrayBuffer) : []) upload.bytes.push(byte);
    if (upload.bytes.length < upload.size) return [{ file: "ack", id, offset: upload.bytes.length, chunk }, []];
    if (upload.stream) {
      kernel.pieces.push(new Uint8Array(upload.bytes));
      return [{ file: "done", id, more: kernel.more }, []];
    }
    const value = { id: `given-${upload.name}`, name: upload.name, mime: "image/png", size: upload.size };
    kernel.uploads.set(value.id, new Uint8Array(upload.bytes));
    return [{ file: "done", id, value }, []];
  }

  model.send = (content: Sent, callbacks?: unknown, buffers: unknown[] = []) => {
    send(content, callbacks, buffers);
    const reply = content.file && !kernel.silent ? answer(content, buffers) : undefined;
    const wait = reply && "more" in reply[0] ? kernel.handling : Promise.resolve();
    if (reply) wait.then(() => void act(() => model.trigger("msg:custom", ...reply)));
  };
  return kernel;
}
