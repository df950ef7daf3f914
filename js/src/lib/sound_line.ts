/** Sounds that come one after the other and play without a gap between them. */

import { rateOf } from "./wav";

/** Seconds by which a piece that comes too late, or first, is put off. */
const LEAD = 0.05;

export interface LineState {
  playing: boolean;
  muted: boolean;
  /** It plays, or has played, something. */
  heard: boolean;
  trouble: string | null;
}

export class SoundLine {
  state: LineState;
  private context: AudioContext | null = null;
  private volume: GainNode | null = null;
  /** When the next piece begins, in the time of the context. */
  private next = 0;
  private begin = 0;
  private left = 0;
  private ending = false;
  private closed = false;
  private pieces = Promise.resolve();

  /** Starts to play at once, or when it is told; `onChange` hears of its state, `onEnd` when all has played. */
  constructor(
    autoplay: boolean,
    private readonly onChange: (state: LineState) => void,
    private readonly onEnd: () => void,
  ) {
    this.state = { playing: autoplay, muted: false, heard: autoplay, trouble: null };
  }

  /** Adds a piece that may still be on its way; the order is that of the calls. */
  add(coming: Promise<Blob>): void {
    this.pieces = this.pieces.then(async () => {
      try {
        await this.schedule(await coming);
      } catch (error) {
        this.show({ trouble: `A piece of the sound does not play: ${(error as Error).message}` });
      }
    });
  }

  /** Notes that nothing more comes. */
  end(): void {
    this.pieces = this.pieces.then(() => {
      this.ending = true;
      this.check();
    });
  }

  play(): void {
    this.context?.resume();
    this.show({ playing: true, heard: true });
  }

  pause(): void {
    this.context?.suspend();
    this.show({ playing: false });
  }

  mute(muted: boolean): void {
    if (this.volume) this.volume.gain.value = muted ? 0 : 1;
    this.show({ muted });
  }

  /** Seconds that were heard. */
  get seconds(): number {
    return Math.max(0, (this.context?.currentTime ?? 0) - this.begin);
  }

  /** Plays and tells nothing any more, not even what is on its way. */
  close(): void {
    this.closed = true;
    this.context?.close();
  }

  private show(changed: Partial<LineState>): void {
    if (this.closed) return;
    this.state = { ...this.state, ...changed };
    this.onChange(this.state);
  }

  /** A context at the rate of the first piece: to convert each by itself would be heard at its edges. */
  private open(sampleRate: number | null): AudioContext {
    const made = new AudioContext(sampleRate ? { sampleRate } : {});
    if (!this.state.playing) made.suspend();
    this.volume = made.createGain();
    this.volume.gain.value = this.state.muted ? 0 : 1;
    this.volume.connect(made.destination);
    this.next = this.begin = made.currentTime + LEAD;
    return made;
  }

  private async schedule(piece: Blob): Promise<void> {
    const bytes = await piece.arrayBuffer();
    if (this.closed) return;
    this.context ??= this.open(rateOf(bytes));
    const { context, volume } = this;
    const buffer = await context.decodeAudioData(bytes);
    if (this.closed) return;
    const source = context.createBufferSource();
    source.buffer = buffer;
    if (volume) source.connect(volume);
    if (this.next < context.currentTime) this.next = context.currentTime + LEAD;
    source.start(this.next);
    this.next += buffer.duration;
    this.left += 1;
    source.onended = () => {
      this.left -= 1;
      this.check();
    };
  }

  private check(): void {
    if (this.ending && !this.left && !this.closed) this.onEnd();
  }
}
