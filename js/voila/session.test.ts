import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeKernel } from "../src/lib/kernel.testing";
import type { PageConfig } from "./config";
import type { KernelConnection } from "./kernel";
import { type State, watch } from "./session";

const CONFIG = { baseUrl: "/base/", kernelId: "k" } as PageConfig;

let kernel: FakeKernel;
let states: State[];
let answer: { ok: boolean; status: number } | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async () => answer ?? Promise.reject(new Error("no server")));
  kernel = new FakeKernel();
  kernel.connectionStatus = "connecting";
  states = [];
  answer = undefined;
  watch(kernel as unknown as KernelConnection, CONFIG, (state) => states.push(state));
});

afterEach(() => vi.useRealTimers());

test("a connection that comes says nothing", async () => {
  kernel.become("connected");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states).toEqual([]);
});

test("a connection that is lost and comes back is told twice", async () => {
  kernel.become("connected");
  kernel.become("connecting");
  answer = { ok: true, status: 200 };
  await vi.advanceTimersByTimeAsync(4000);
  expect(kernel.renewed).toBe(1);
  expect(states).toEqual(["cut", "live"]);
});

test("a kernel that the server knows no more has ended", async () => {
  kernel.become("connected");
  kernel.become("connecting");
  await vi.advanceTimersByTimeAsync(4000);
  answer = { ok: false, status: 404 };
  await vi.advanceTimersByTimeAsync(4000);
  expect(states).toEqual(["cut", "ended"]);
  expect(kernel.isDisposed).toBe(true);
  expect(kernel.renewed).toBe(0);
});

test("a kernel that is gone before the page connects has ended", async () => {
  answer = { ok: false, status: 404 };
  await vi.advanceTimersByTimeAsync(20_000);
  expect(states).toEqual(["cut", "ended"]);
});

test("a kernel that has ended is let go of", () => {
  kernel.become("connected");
  kernel.statusChanged.emit("restarting");
  expect(states).toEqual(["ended"]);
  expect(kernel.isDisposed).toBe(true);
});

test("a server that keeps silent is asked again, but not while it may still answer", async () => {
  let asked = 0;
  vi.stubGlobal("fetch", () => {
    asked += 1;
    return new Promise(() => {});
  });
  kernel.become("connected");
  kernel.become("connecting");
  await vi.advanceTimersByTimeAsync(9000);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBeGreaterThan(3);
  expect(asked).toBeLessThan(9);
});
