/** Files between page and kernel: in chunks over the component's own comm (see nbblocks/files/transfer.py). */

import type { Link } from "./link";

export type Binary = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

/** A file of a value: small ones come whole, with an address the page loads them, others are asked for. */
export interface FileValue {
  id: string;
  name: string;
  mime: string | null;
  size: number | null;
  url?: string | null;
  data?: Binary;
  /** Why it cannot be shown. */
  error?: string;
}

export interface Watch {
  signal?: AbortSignal;
  /** Told what part is done, from 0 to 1. */
  onProgress?: (part: number) => void;
}

/** Bytes that go along with the start of a piece of a stream; the kernel takes no longer chunk. */
const FIRST = 256_000;
/** Chunks that may be on their way unanswered. */
const WINDOW = 4;

/** The bytes of what a host hands over: some give an ArrayBuffer, others a view of a part of one. */
export function bytesOf(binary: Binary): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(binary)) return new Uint8Array(binary);
  return new Uint8Array(binary.buffer, binary.byteOffset, binary.byteLength);
}

interface Answer {
  file: "ack" | "done" | "refused" | "data";
  /** Whether the next piece of a stream is wanted. */
  more: boolean;
  offset: number;
  chunk: number;
  value: FileValue;
  reason: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Why a talk has to begin again: answers may be lost with the connection. */
class Lost extends Error {}

/** What the kernel answers on one file, in order. */
class Answers {
  private readonly here: Answer[] = [];
  private lost = false;
  private wake = () => {};
  private readonly onAbort = () => this.wake();

  constructor(private readonly signal?: AbortSignal) {
    signal?.addEventListener("abort", this.onAbort);
  }

  /** Ends the talk; its signal may be that of many others. */
  close(): void {
    this.signal?.removeEventListener("abort", this.onAbort);
  }

  push(answer: Answer): void {
    this.here.push(answer);
    this.wake();
  }

  lose(): void {
    this.lost = true;
    this.wake();
  }

  async next(): Promise<Answer> {
    while (!this.here.length && !this.signal?.aborted && !this.lost) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.signal?.throwIfAborted();
    if (this.lost) throw new Lost();
    const answer = this.here.shift() as Answer;
    if (answer.file === "refused") throw new Error(answer.reason);
    return answer;
  }
}

function randomId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
}

/** The files that go between one view and the kernel. */
export class Transfer {
  private readonly waiting = new Map<string, Answers>();
  /** What was uploaded here need not come back. */
  private readonly own = new Map<string, Blob>();
  /** Told when the kernel wants no more of a stream. */
  onStop = () => {};

  constructor(private readonly link: Pick<Link<unknown>, "send" | "onMessage" | "onBack">) {
    link.onBack(() => {
      for (const answers of this.waiting.values()) answers.lose();
    });
    link.onMessage((message, buffers) => {
      const { file, id, stream } = message as { file?: string; id?: string; stream?: string };
      if (stream === "stop") this.onStop();
      if (file === undefined || id === undefined) return;
      const bytes = buffers[0] ? bytesOf(buffers[0] as DataView<ArrayBuffer>) : new Uint8Array();
      this.waiting.get(id)?.push({ ...message, bytes } as Answer);
    });
  }

  /** Brings a file to the kernel; what it returns is the value that the kernel knows it by. */
  async upload(file: Blob, name: string, watch: Watch = {}): Promise<FileValue> {
    const value = await this.talk(watch.signal, async (id, answers) => {
      this.link.send({ file: "start", id, name, size: file.size });
      return (await this.pour(id, file, 0, answers, watch)).value;
    });
    this.own.set(value.id, new Blob([file], { type: value.mime ?? "" }));
    return value;
  }

  /** Brings a piece of a stream to the kernel, and waits until it is handled; returns whether more is wanted. */
  async stream(piece: Blob, name: string, signal: AbortSignal): Promise<boolean> {
    // Its first chunk goes along, so that most pieces are there without a question.
    const head = await piece.slice(0, FIRST).arrayBuffer();
    signal.throwIfAborted();
    const { more } = await this.talkOnce(signal, (id, answers) => {
      this.link.send({ file: "start", id, name, size: piece.size, stream: true }, [head]);
      return this.pour(id, piece, head.byteLength, answers, { signal });
    }).catch((error) => {
      // A piece that was handled must not come again, and others follow.
      if (error instanceof Lost) return { more: true };
      throw error;
    });
    return more;
  }

  /** Brings a file of the kernel's here. */
  async download(value: FileValue, watch: Watch = {}): Promise<Blob> {
    const own = this.own.get(value.id);
    const type = value.mime ?? "";
    if (own) return own;
    if (value.data) return new Blob([bytesOf(value.data)], { type });
    return this.talk(watch.signal, (id, answers) => this.draw(id, value, answers, watch));
  }

  /** Lets go of what was uploaded here: no value says it any more. */
  forget(id: string): void {
    this.own.delete(id);
  }

  /** Talks until nothing that was said is lost. */
  private async talk<T>(signal: AbortSignal | undefined, work: (id: string, answers: Answers) => Promise<T>) {
    for (;;) {
      try {
        return await this.talkOnce(signal, work);
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
      }
    }
  }

  /** A talk has an id of its own: other views hear all that the kernel says. */
  private async talkOnce<T>(signal: AbortSignal | undefined, work: (id: string, answers: Answers) => Promise<T>) {
    const id = randomId();
    const answers = new Answers(signal);
    this.waiting.set(id, answers);
    try {
      return await work(id, answers);
    } finally {
      this.waiting.delete(id);
      answers.close();
    }
  }

  /** Sends what is left of a file after its first `sent` bytes, as fast as the kernel takes it. */
  private async pour(id: string, file: Blob, sent: number, answers: Answers, { signal, onProgress }: Watch) {
    try {
      let answer = await answers.next();
      while (answer.file !== "done") {
        onProgress?.(answer.offset / file.size);
        while (sent < file.size && sent < answer.offset + WINDOW * answer.chunk) {
          const data = await file.slice(sent, sent + answer.chunk).arrayBuffer();
          signal?.throwIfAborted();
          this.link.send({ file: "chunk", id, offset: sent }, [data]);
          sent += data.byteLength;
        }
        answer = await answers.next();
      }
      return answer;
    } catch (error) {
      this.link.send({ file: "cancel", id });
      throw error;
    }
  }

  private async draw(id: string, value: FileValue, answers: Answers, { onProgress }: Watch): Promise<Blob> {
    const size = value.size ?? 0;
    const pieces: Blob[] = [];
    let asked = 0;
    let got = 0;
    let chunk = 1;
    while (got < size) {
      while (asked < size && asked < got + WINDOW * chunk && (asked === 0 || got > 0)) {
        this.link.send({ file: "read", id, of: value.id, offset: asked });
        asked += chunk;
      }
      const { bytes, offset } = await answers.next();
      if (offset !== got || !bytes.length) throw new Error(`${value.name} has changed.`);
      // Only now is it known how much comes at once.
      if (got === 0) asked = chunk = bytes.length;
      pieces.push(new Blob([bytes]));
      got += bytes.length;
      onProgress?.(got / size);
    }
    return new Blob(pieces, { type: value.mime ?? "" });
  }
}

/** Whether the page may load something from this address. */
export function isLoadable(url: string | null | undefined): url is string {
  return /^(https?:|data:(image|audio|video)\/)/i.test(url ?? "");
}

/**
 * An address for a file that is here. Of an SVG it is a data URL: opened in a tab of its own, a
 * blob's script would run as this page.
 */
export async function addressOf(blob: Blob): Promise<string> {
  if (blob.type !== "image/svg+xml") return URL.createObjectURL(blob);
  const text = new TextDecoder().decode(await blob.arrayBuffer());
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

/** Saves a file where the browser keeps downloads. */
export function save(file: Blob | string, name: string): void {
  const link = document.createElement("a");
  const url = typeof file === "string" ? file : URL.createObjectURL(new Blob([file]));
  link.href = url;
  link.download = name;
  link.target = "_blank";
  link.rel = "noopener";
  link.click();
  if (typeof file !== "string") setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
