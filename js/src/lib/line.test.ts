import { afterEach, beforeEach, expect, type Mock, test, vi } from "vitest";
import { FakeKernel, FakeManager } from "./kernel.testing";
import { isDeaf, Line } from "./line";

type Message = Record<string, unknown> & { page: string; n?: number; seq?: number; last?: number };

/** A kernel that hears, as nbblocks/turns.py does, unless it is cut off. */
class Kernel {
  heard = 0;
  run: unknown[] = [];
  cut = false;
  silent = false;
  questions = 0;

  constructor(readonly line: Line) {}

  readonly send = (content: object) => {
    const message = content as Message;
    if (this.cut) return;
    if (message.seq !== undefined) this.questions += 1;
    if (this.silent) return;
    if (message.n !== undefined) this.take(message);
    else this.answer(message, { ack: message.seq, lost: (message.last ?? 0) > this.heard });
  };

  private take(message: Message): void {
    if (message.n === this.heard + 1) {
      this.heard += 1;
      if ("event" in message) this.run.push(message.event);
    } else if ((message.n as number) > this.heard) this.answer(message, { lost: true });
  }

  private answer({ page }: Message, answer: { ack?: number; lost: boolean }): void {
    const heard = this.heard;
    queueMicrotask(() => this.line.hear({ page, heard, ...answer }, this.send));
  }
}

let line: Line;
let kernel: Kernel;

function start(manager?: FakeManager) {
  line = new Line(manager);
  kernel = new Kernel(line);
  return line.join({ send: kernel.send, back: () => {} });
}

const pageOf = (sent: Mock) => String(sent.mock.calls[0]?.[0].page);
const say = (event: string) => line.post({ event }, kernel.send);
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a kernel that does not listen for a second is busy until it answers", async () => {
  start();
  kernel.silent = true;
  say("a");
  await pass(900);
  expect(line.health.value).toBe("live");
  await pass(200);
  expect(line.health.value).toBe("busy");
  kernel.silent = false;
  await pass(5000);
  expect(line.health.value).toBe("live");
});

test("a kernel that nobody tells anything is not busy, whatever else it does", async () => {
  start();
  kernel.silent = true;
  await pass(60_000);
  expect(line.health.value).toBe("live");
  expect(kernel.questions).toBeGreaterThan(0);
});

test("what is lost is sent again, in its order, and runs once", async () => {
  start();
  say("a");
  kernel.cut = true;
  say("b");
  say("c");
  kernel.cut = false;
  say("d");
  await pass(0);
  expect(kernel.run).toEqual(["a", "b", "c", "d"]);
});

test("what is lost last is sent again, too", async () => {
  start();
  say("a");
  kernel.cut = true;
  say("b");
  kernel.cut = false;
  await pass(1000);
  expect(kernel.run).toEqual(["a", "b"]);
});

test("after a cut the kernel is asked at once", async () => {
  const manager = new FakeManager();
  start(manager);
  kernel.cut = true;
  say("a");
  manager.kernel?.become("connecting");
  expect(line.health.value).toBe("cut");
  await pass(5000);
  kernel.cut = false;
  manager.kernel?.become("connected");
  await pass(0);
  expect(kernel.run).toEqual(["a"]);
  expect(line.health.value).toBe("live");
});

test("a message that nobody can take holds up no other", async () => {
  start();
  const toNobody = vi.fn();
  line.post({ event: "closed" }, toNobody);
  say("b");
  await pass(20_000);
  expect(kernel.run).toEqual(["b"]);
  expect(toNobody.mock.calls.length).toBeGreaterThan(1);
});

test("many answers that something was lost are a reason to send it again once", async () => {
  start();
  kernel.silent = true;
  const sent = vi.fn();
  line.post({ event: "a" }, sent);
  const page = pageOf(sent);
  await pass(20_000);
  const asked = kernel.questions;
  for (let ack = 1; ack <= asked; ack += 1) line.hear({ page, heard: 0, lost: true, ack }, kernel.send);
  line.hear({ page, heard: 0, lost: true }, kernel.send);
  expect(sent).toHaveBeenCalledTimes(2);
});

test("what another page has said is none of this one's business", async () => {
  start();
  const sent = vi.fn();
  line.post({ event: "a" }, sent);
  line.hear({ page: "other", heard: 0, lost: true }, () => {});
  expect(sent).toHaveBeenCalledOnce();
});

test("a dead connection that nobody has noticed is renewed once", async () => {
  const manager = new FakeManager();
  start(manager);
  kernel.silent = true;
  say("a");
  await pass(120_000);
  expect(manager.kernel?.renewed).toBe(1);
  kernel.silent = false;
  await pass(10_000);
  expect(kernel.run).toEqual(["a"]);
});

test("a kernel that runs a cell may be silent for long", async () => {
  const busy = new FakeKernel();
  busy.status = "busy";
  start(new FakeManager(busy));
  kernel.silent = true;
  say("a");
  await pass(30_000);
  expect(busy.renewed).toBe(0);
});

test("nothing is said to a kernel that is gone", async () => {
  const manager = new FakeManager();
  start(manager);
  manager.kernel?.statusChanged.emit("dead");
  const sent = vi.fn();
  line.post({ event: "a" }, sent);
  await pass(60_000);
  expect(sent).not.toHaveBeenCalled();
  expect(kernel.questions).toBe(0);
  expect(isDeaf(line.health.value)).toBe(true);
});

test("a notebook without a kernel has no app that lives", () => {
  start(new FakeManager(null));
  expect(line.health.value).toBe("ended");
});

test("views are told when the state of all widgets was brought", () => {
  const manager = new FakeManager();
  line = new Line(manager);
  const back = vi.fn();
  const leave = line.join({ send: () => {}, back });
  manager.restored.emit();
  leave();
  manager.restored.emit();
  expect(back).toHaveBeenCalledOnce();
});

test("nobody asks when the last view has gone", async () => {
  const leave = start();
  leave();
  await pass(60_000);
  expect(kernel.questions).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
