/** A microphone as samples, so that each piece of what it hears is a file of its own. */

import type { Source } from "./live";
import { wavOf } from "./wav";
import { release } from "./webcam";

export interface Microphone extends Source {
  /** How loud it is now, from 0 to 1. */
  level(): number;
}

/**
 * What runs beside the page, on the thread of the sound, so that nothing is lost while the page
 * is busy. A message asks for what it has left, and is answered after that.
 */
const TAP = `registerProcessor("nbblocks-tap", class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(2048);
    this.filled = 0;
    this.port.onmessage = () => {
      this.pass();
      this.port.postMessage(null);
    };
  }
  pass() {
    if (this.filled) this.port.postMessage(this.block.slice(0, this.filled));
    this.filled = 0;
  }
  process([[samples]]) {
    if (samples) {
      if (this.filled + samples.length > this.block.length) this.pass();
      this.block.set(samples, this.filled);
      this.filled += samples.length;
    }
    return true;
  }
});`;

async function addTap(context: AudioContext): Promise<void> {
  const url = URL.createObjectURL(new Blob([TAP], { type: "text/javascript" }));
  try {
    await context.audioWorklet.addModule(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** One row of samples of several. */
function joined(blocks: Float32Array[]): Float32Array {
  const whole = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

/** Milliseconds that the tap may take to pass on what it has left. */
const PATIENCE = 500;

/** What a stream brings, through a tap; it waits until it is taken, as WAV with one channel. */
function tapped(stream: MediaStream, context: AudioContext): Microphone {
  const tap = new AudioWorkletNode(context, "nbblocks-tap", {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: "explicit",
  });
  let heard: Float32Array[] = [];
  let loudest = 0;
  let onRest = () => {};
  let closing: Promise<void> | undefined;

  tap.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => {
    if (!data) return onRest();
    loudest = Math.max(...data.map(Math.abs));
    heard.push(data);
  };
  context.createMediaStreamSource(stream).connect(tap);

  async function take(): Promise<Blob | null> {
    const blocks = heard;
    heard = [];
    return blocks.length ? wavOf([joined(blocks)], context.sampleRate) : null;
  }

  async function close(): Promise<void> {
    await new Promise<void>((resolve) => {
      onRest = resolve;
      setTimeout(resolve, PATIENCE);
      tap.port.postMessage(null);
    });
    release(stream);
    await context.close();
  }

  return {
    stream,
    level: () => loudest,
    take,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Turns the microphone on. */
export async function openMicrophone(): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  let context: AudioContext | undefined;
  try {
    context = new AudioContext();
    await addTap(context);
    return tapped(stream, context);
  } catch (error) {
    release(stream);
    context?.close();
    throw error;
  }
}
