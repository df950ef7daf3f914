/** The line to a kernel: what is said on it arrives once and in order, and it is known whether somebody listens. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Kernel, type State, watch } from "./connection";
import type { Manager } from "./model";
import { Outbox, type Send } from "./outbox";

/** `busy`: the kernel has not listened for a second. */
export type Health = State | "busy";

/** Whether nobody hears what the visitor does, so that nothing may look as if it did something. */
export const isDeaf = (health: Health) => health === "away" || health === "ended";

/** A view that speaks on the line. */
export interface Voice {
  send: Send;
  /** Told when the connection is back: what the kernel said meanwhile may be lost. */
  back(): void;
}

/** What the kernel has heard of a page: all up to `heard`. `ack` is the question; without one it says so by itself. */
export interface Answer {
  page: string;
  heard: number;
  /** Whether something is missing that was sent before the question. */
  lost: boolean;
  ack?: number;
  /** How much the kernel has said to its pages by now. */
  spoken?: number;
}

/** Milliseconds after an event until the kernel is asked; to acknowledge each event would delay what it causes. */
const ASK_AFTER = 700;
const BUSY_AFTER = 300;
/** Milliseconds until it is asked again, more each time. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 5000;
/** Milliseconds between two questions to a kernel that nobody tells anything. */
const PULSE = 20_000;
/** Milliseconds of silence on a connection that says it is there, until it is renewed: of an idle and of a busy kernel. */
const SILENCE = 10_000;
const BUSY_SILENCE = 60_000;

type Timer = ReturnType<typeof setTimeout> | undefined;

export class Line {
  private readonly outbox = new Outbox();
  private readonly state = signal<State>("live");
  private readonly busy = signal(false);
  private readonly voices = new Set<Voice>();
  private readonly kernel?: Kernel | null;
  private next: Timer;
  private late: Timer;
  private pulse: Timer;
  private pause = FIRST_PAUSE;
  private questions = 0;
  private answered = 0;
  /** What the kernel said when it was asked last of how much it had said by then. */
  private spoken?: number;
  /** The first question that was asked after something was sent again: answers to others say nothing of that. */
  private telling = 0;
  /** When the kernel became silent. */
  private silent = 0;
  private renewed = false;

  readonly health: ReadonlySignal<Health> = computed(() =>
    this.state.value === "live" && this.busy.value ? "busy" : this.state.value,
  );

  constructor(manager: Manager | undefined) {
    this.kernel = manager?.kernel;
    // Without a kernel a notebook shows what was saved; where managers know none it may well be there.
    if (this.kernel === null) this.end();
    if (this.kernel) watch(this.kernel, (state) => this.become(state));
    manager?.restored?.connect(() => {
      for (const voice of this.voices) voice.back();
    });
  }

  /** The name of this page, by which the kernel tells it from others. */
  get page(): string {
    return this.outbox.page;
  }

  /** Lets a view speak; returns what ends that. */
  join(voice: Voice): () => void {
    this.voices.add(voice);
    this.pulse ??= setInterval(() => this.next === undefined && this.ask(), PULSE);
    return () => {
      this.voices.delete(voice);
      if (!this.voices.size) this.rest();
    };
  }

  /** Says what must arrive; returns its number. */
  post(content: object, send: Send): number {
    if (this.state.value === "ended") return 0;
    if (!this.outbox.waits) this.askIn(ASK_AFTER);
    return this.outbox.post(content, send);
  }

  /** Whether a kernel that has heard pages so far knew of a message of this page. */
  knew(number: number, heard: Record<string, number> | undefined): boolean {
    return (heard?.[this.outbox.page] ?? (this.outbox.waits ? 0 : number)) >= number;
  }

  /** Takes what the kernel says of what it has heard. */
  hear({ page, heard, lost, ack, spoken }: Answer, send: Send): void {
    if (page !== this.outbox.page) return;
    const old = ack === undefined ? this.answered < this.telling : ack < this.telling;
    this.answered = Math.max(this.answered, ack ?? 0);
    this.spoken = spoken ?? this.spoken;
    this.outbox.heard(heard);
    this.calm();
    this.renewed = false;
    if (lost && !old) this.repeat(send);
    else if (this.outbox.waits) this.askIn(ASK_AFTER);
  }

  private repeat(send: Send): void {
    this.outbox.again(send);
    this.telling = this.questions + 1;
    this.ask();
  }

  /** Notes that the kernel is gone. */
  end(): void {
    this.become("ended");
  }

  private become(state: State): void {
    this.state.value = state;
    this.calm();
    if (state === "ended") this.rest();
    if (state === "live") this.ask();
  }

  private ask(): void {
    const voice = [...this.voices].at(-1);
    this.next = undefined;
    if (!voice || this.state.value !== "live") return;
    this.silent ||= Date.now();
    this.renewIfSilent();
    this.questions += 1;
    voice.send({ page: this.outbox.page, seq: this.questions, last: this.outbox.last, spoken: this.spoken });
    this.late ??= setTimeout(() => {
      this.late = undefined;
      this.busy.value = this.outbox.waits;
    }, BUSY_AFTER);
    this.askIn(this.pause);
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
  }

  private askIn(delay: number): void {
    clearTimeout(this.next);
    this.next = setTimeout(() => this.ask(), delay);
  }

  /** After a sleep, or on another network, a connection can be dead without anybody being told. */
  private renewIfSilent(): void {
    const { kernel } = this;
    if (!kernel || this.renewed) return;
    if (Date.now() - this.silent < (kernel.status === "busy" ? BUSY_SILENCE : SILENCE)) return;
    this.renewed = true;
    kernel.reconnect().catch(() => {});
  }

  /** Forgets what was asked. */
  private calm(): void {
    clearTimeout(this.next);
    clearTimeout(this.late);
    this.next = this.late = undefined;
    this.pause = FIRST_PAUSE;
    this.silent = 0;
    this.busy.value = false;
  }

  private rest(): void {
    this.calm();
    clearInterval(this.pulse);
    this.pulse = undefined;
  }
}

const lines = new Map<string, Line>();

/** The line to the kernel of a runtime. */
export function lineTo(runtime: string, manager: Manager | undefined): Line {
  let line = lines.get(runtime);
  if (!line || line.health.value === "ended") {
    line = new Line(manager);
    lines.set(runtime, line);
  }
  return line;
}
