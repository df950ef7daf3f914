import { Signal } from "@lumino/signaling";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageConfig } from "./config";
import type { KernelConnection } from "./kernel";
import { type State, watch } from "./session";

const CONFIG = { baseUrl: "/base/", kernelId: "k" } as PageConfig;

class FakeKernel {
  statusChanged = new Signal<this, string>(this);
  connectionStatusChanged = new Signal<this, string>(this);
  disposed = new Signal<this, void>(this);
  connectionStatus = "connecting";
  isDisposed = false;
  reconnect = vi.fn(async () => {});

  become(status: string) {
    this.connectionStatus = status;
    this.connectionStatusChanged.emit(status);
  }

  dispose() {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.disposed.emit();
  }
}

let kernel: FakeKernel;
let states: State[];
let answer: { ok: boolean; status: number } | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async () => answer ?? Promise.reject(new Error("no server")));
  kernel = new FakeKernel();
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
  expect(kernel.reconnect).toHaveBeenCalledOnce();
  kernel.become("connected");
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
  expect(kernel.reconnect).not.toHaveBeenCalled();
});

test("a kernel that is gone before the page connects has ended", async () => {
  answer = { ok: false, status: 404 };
  await vi.advanceTimersByTimeAsync(20_000);
  expect(states).toEqual(["cut", "ended"]);
});

test.each(["dead", "restarting", "autorestarting"])("a kernel that is %s has ended for good", (status) => {
  kernel.become("connected");
  kernel.statusChanged.emit(status);
  kernel.become("connected");
  expect(states).toEqual(["ended"]);
});
