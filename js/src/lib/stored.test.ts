import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keep, recall } from "./stored";

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

test("what was kept is recalled, by the names that the kernel knows", () => {
  keep("key:name", '"Ada"');
  localStorage.setItem("token", "of the site");
  expect(recall(["key:name", "key:other", "token"])).toEqual({ "key:name": '"Ada"' });
});

test("a name of the page belongs to its address", () => {
  history.replaceState(null, "", "/one");
  keep("page:a", "1");
  keep("key:a", "2");
  history.replaceState(null, "", "/two");
  expect(recall(["page:a", "key:a"])).toEqual({ "key:a": "2" });
  history.replaceState(null, "", "/one");
  expect(recall(["page:a"])).toEqual({ "page:a": "1" });
});

test("what is too long for the kernel is left out", () => {
  const names = ["key:a", "key:b", "key:c", "key:d", "key:e", "key:f"];
  keep("key:long", "x".repeat(1_000_101));
  for (const name of names) keep(name, "x".repeat(900_000));
  expect(Object.keys(recall(["key:long", ...names]))).toEqual(names.slice(0, 5));
});

test("a browser that keeps nothing breaks nothing", () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(globalThis, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  keep("key:name", "1");
  expect(recall(["key:name"])).toEqual({});
});
