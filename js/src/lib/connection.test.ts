import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AWAY_AFTER, type State, watch } from "./connection";
import { FakeKernel } from "./kernel.testing";

let kernel: FakeKernel;
let states: State[];

function start(connectionStatus = "connected") {
  kernel = new FakeKernel();
  kernel.connectionStatus = connectionStatus;
  states = [];
  watch(kernel, (state) => states.push(state));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a first connection that comes says nothing", () => {
  start("connecting");
  kernel.become("connected");
  vi.advanceTimersByTime(2 * AWAY_AFTER);
  expect(states).toEqual([]);
});

test("a first connection that does not come is a cut", () => {
  start("connecting");
  kernel.become("disconnected");
  expect(states).toEqual([]);
  vi.advanceTimersByTime(AWAY_AFTER);
  expect(states).toEqual(["cut"]);
});

test("a connection that is lost and comes back is told twice", () => {
  start();
  kernel.become("connecting");
  kernel.become("disconnected");
  kernel.become("connected");
  vi.advanceTimersByTime(2 * AWAY_AFTER);
  expect(states).toEqual(["cut", "live"]);
});

test("a long cut is told, and its end too", () => {
  start();
  kernel.become("connecting");
  vi.advanceTimersByTime(AWAY_AFTER);
  kernel.become("disconnected");
  kernel.become("connecting");
  kernel.become("connected");
  expect(states).toEqual(["cut", "away", "live"]);
});

test.each(["dead", "restarting", "autorestarting"])("a kernel that is %s has ended for good", (status) => {
  start();
  kernel.statusChanged.emit(status);
  kernel.become("connecting");
  kernel.become("connected");
  expect(states).toEqual(["ended"]);
});

test("a kernel that the host has let go of has ended", () => {
  start();
  kernel.dispose();
  expect(states).toEqual(["ended"]);
  states = [];
  watch(kernel, (state) => states.push(state));
  expect(states).toEqual(["ended"]);
});
