import { expect, test, vi } from "vitest";
import { Outbox } from "./outbox";

test("a message is kept until it was heard", () => {
  const outbox = new Outbox();
  const send = vi.fn();
  outbox.post({ event: "a" }, send);
  outbox.post({ event: "b" }, send);
  outbox.heard(1);
  expect(outbox.waits).toBe(true);
  outbox.again(send);
  expect(send.mock.calls.map(([{ n }]) => n)).toEqual([1, 2, 2]);
  outbox.heard(2);
  expect(outbox.waits).toBe(false);
});

test("pages have names of their own", () => {
  expect(new Outbox().page).not.toBe(new Outbox().page);
});
