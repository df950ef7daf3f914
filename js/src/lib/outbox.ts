/** What the page says to a kernel, numbered and kept until it was heard: what a cut connection lost is sent again. */

export type Send = (content: object) => void;

interface Kept {
  number: number;
  content: object;
  send: Send;
  lost: number;
}

/** How often a message is sent again; one that is lost every time has nobody to go to: its component was closed. */
const TRIES = 3;

export class Outbox {
  /** The name of this page, by which the kernel tells its numbers from those of other pages. */
  readonly page = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
  /** The number of the newest message. */
  last = 0;
  private kept: Kept[] = [];

  /** Whether anything was not heard yet, as far as is known. */
  get waits(): boolean {
    return this.kept.length > 0;
  }

  post(content: object, send: Send): number {
    this.last += 1;
    const kept = { number: this.last, content: { ...content, page: this.page, n: this.last }, send, lost: 0 };
    this.kept.push(kept);
    send(kept.content);
    return kept.number;
  }

  /** Lets go of what was heard. */
  heard(number: number): void {
    this.kept = this.kept.filter((kept) => kept.number > number);
  }

  /** Sends again what was not heard, in its order; `send` is a way on which the kernel has just answered. */
  again(send: Send): void {
    const [first] = this.kept;
    if (first) first.lost += 1;
    if (first && first.lost > TRIES) {
      // The kernel takes messages in their order only, so that it must hear of this one, too.
      Object.assign(first, { content: { page: this.page, n: first.number }, send });
    }
    for (const kept of this.kept) kept.send(kept.content);
  }
}
