import { expect, test } from "vitest";
import { inOrder } from "./in_order";

const kept = (places: number[], always?: number) => [...inOrder(places, always)].sort((a, b) => a - b);

test("what is in order stays", () => {
  expect(kept([0, 1, 2])).toEqual([0, 1, 2]);
  expect(kept([])).toEqual([]);
});

test("what is new moves nothing", () => {
  expect(kept([-1, 0, -1, 1])).toEqual([1, 3]);
});

test("the one that changed its place moves, not the others", () => {
  expect(kept([2, 0, 1])).toEqual([1, 2]);
  expect(kept([1, 2, 0])).toEqual([0, 1]);
});

test("the one that must not move stays, whatever that costs", () => {
  expect(kept([2, 0, 1], 0)).toEqual([0]);
  expect(kept([1, 0], 0)).toEqual([0]);
  expect(kept([1, 0], 1)).toEqual([1]);
});

test("a new one cannot be the one that stays", () => {
  expect(kept([-1, 0], 0)).toEqual([1]);
});
