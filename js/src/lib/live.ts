/** Media that goes to the kernel live: a piece every so often, each when the one before was handled. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Transfer } from "./files";
import { mediaTrouble } from "./webcam";

/** A camera or a microphone that is on. */
export interface Source {
  stream: MediaStream;
  /** What is new, if anything is. */
  take(): Promise<Blob | null>;
  /** Turns it off; what it still has, `take` gives. */
  close(): Promise<void>;
}

export interface LiveOptions<S extends Source> {
  device: "camera" | "microphone";
  /** What a piece is called. */
  name: string;
  /** Seconds between two pieces, and after which it ends. */
  every: number;
  limit: number | null;
  transfer: Transfer;
  open(): Promise<S>;
  onStart?(): void;
  /** Told when the last piece was handled. */
  onEnd?(): void;
}

/** Waits, but no longer than until a signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}

/** Sends piece after piece until it is stopped, and then the rest; ends before if none is wanted. */
async function pump(
  source: Source,
  options: () => LiveOptions<Source>,
  stopped: AbortSignal,
  gone: AbortSignal,
): Promise<void> {
  const send = async () => {
    const piece = await source.take();
    const { transfer, name } = options();
    return !piece || transfer.stream(piece, name, gone);
  };
  await pause(options().every * 1000, stopped);
  while (!stopped.aborted) {
    const due = performance.now() + options().every * 1000;
    if (!(await send())) return;
    await pause(due - performance.now(), stopped);
  }
  await source.close();
  await send();
}

/** The state of a device that is streamed while the visitor wants it, up to its limit. */
export function useLive<S extends Source>(given: LiveOptions<S>) {
  const options = useRef(given);
  options.current = given;
  const [source, setSource] = useState<S | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** Seconds after which it has ended by itself. */
  const [limited, setLimited] = useState<number | null>(null);
  /** From the first click until the last piece was handled. */
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);
  const [gone] = useState(() => new AbortController());
  const stop = () => running.current?.abort();

  async function run(ender: AbortController): Promise<void> {
    const { open, device, limit, onStart } = options.current;
    const made = await open().catch((error) => setTrouble(mediaTrouble(error, device)));
    if (!made) return;
    const off = () => made.close().then(() => setSource(null));
    if (ender.signal.aborted) return off();
    ender.signal.addEventListener("abort", off, { once: true });
    for (const track of made.stream.getTracks()) track.addEventListener("ended", stop, { once: true });
    setSource(made);
    onStart?.();
    const end = () => [setLimited(limit), ender.abort()];
    const timer = limit === null ? undefined : setTimeout(end, limit * 1000);
    try {
      await pump(made, () => options.current, ender.signal, gone.signal);
    } catch (error) {
      setTrouble((error as Error).message);
    }
    clearTimeout(timer);
    ender.abort();
    if (!gone.signal.aborted) options.current.onEnd?.();
  }

  async function start(): Promise<void> {
    if (running.current || gone.signal.aborted) return;
    running.current = new AbortController();
    setBusy(true);
    setTrouble(null);
    setLimited(null);
    await run(running.current);
    running.current = null;
    setBusy(false);
  }

  useEffect(() => {
    given.transfer.onStop = stop;
    return () => {
      gone.abort();
      stop();
    };
  }, []);

  return { source, busy, trouble, limited, start, stop };
}

/** Seconds since something is there, counted ten times each. */
export function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!running) return;
    const since = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - since) / 1000), 100);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}

/** What the button that starts it says: what it does, and why it has ended. */
export function invitation(what: string, limited: number | null): string {
  return limited === null ? what : `Stopped after ${limited} s. ${what}`;
}

/** How long it has run, and how long it may. */
export function clock(seconds: number, limit: number | null): string {
  return limit === null ? `${seconds.toFixed(1)} s` : `${seconds.toFixed(1)} / ${limit} s`;
}
