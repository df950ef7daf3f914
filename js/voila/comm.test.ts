import type { Kernel, KernelMessage } from "@jupyterlab/services";
import { expect, test } from "vitest";
import { Comm } from "./comm";

const message = (content: string) => ({ content }) as unknown as KernelMessage.ICommMsgMsg;

test("messages that come before anybody listens are not lost, nor their order", () => {
  const raw = { onMsg: (_: KernelMessage.ICommMsgMsg): void | PromiseLike<void> => {} };
  const comm = new Comm(raw as unknown as Kernel.IComm);
  const received: unknown[] = [];
  void raw.onMsg(message("first"));
  void raw.onMsg(message("second"));
  comm.on_msg(({ content }) => void received.push(content));
  void raw.onMsg(message("third"));
  expect(received).toEqual(["first", "second", "third"]);
});
