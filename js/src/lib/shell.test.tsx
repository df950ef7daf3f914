import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { ShellTraits } from "../traits";
import { shell } from "./shell";
import { show } from "./testing";
import { blobsAsData } from "./testing_blobs";

const showShell = (traits: Partial<ShellTraits> = {}) =>
  show<ShellTraits>(shell, { css: "", title: "", stores: [], _events: ["load", "unload"], ...traits });

const toast = (kind: string, message: string, duration: number | null = null) => ({
  toast: { kind, title: "Title", message, duration },
});

afterEach(() => vi.useRealTimers());

test("it tells the kernel that a page shows the app", async () => {
  localStorage.setItem("nbblocks:key:a", "1");
  const shown = await showShell({ stores: ["key:a"] });
  expect(shown.events()).toMatchObject([{ event: "load", data: { url: location.href, stored: { "key:a": "1" } } }]);
});

test("the browser keeps what the kernel says", async () => {
  const shown = await showShell();
  await shown.receive({ store: "key:a", text: '"Ada"' });
  expect(localStorage.getItem("nbblocks:key:a")).toBe('"Ada"');
});

test("it tells the kernel that the page goes", async () => {
  const shown = await showShell();
  dispatchEvent(new Event("pagehide"));
  expect(shown.events().at(-1)).toMatchObject({ event: "unload" });
});

test("a toast shows its text as text and can be closed", async () => {
  const shown = await showShell();
  await shown.receive(toast("warning", "<img src=x onerror=alert(1)>"));
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  expect(document.querySelector("img")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(document.querySelector(".nbb-toast")).toBeNull();
});

test("an error interrupts a screen reader, a note does not", async () => {
  const shown = await showShell();
  await shown.receive(toast("error", "broken"));
  await shown.receive(toast("info", "by the way"));
  expect(screen.getByRole("alert").textContent).toContain("broken");
});

test("a toast goes after its time", async () => {
  vi.useFakeTimers();
  const shown = await showShell();
  await shown.receive(toast("info", "short", 2));
  expect(screen.getByText("short")).toBeTruthy();
  await vi.advanceTimersByTimeAsync(2100);
  expect(screen.queryByText("short")).toBeNull();
});

test("the traceback of a failed handler stands below the app until it is dismissed", async () => {
  const shown = await showShell();
  await shown.receive({ ...toast("error", "no"), traceback: "ValueError: no" });
  expect(screen.getByText("ValueError: no")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("ValueError: no")).toBeNull();
});

test("toasts go with the view", async () => {
  const shown = await showShell();
  await shown.receive(toast("info", "still here"));
  shown.abort();
  expect(screen.queryByText("still here")).toBeNull();
  expect(shown.model.listening).toBe(0);
});

test("a busy kernel is named until it answers", async () => {
  vi.useFakeTimers();
  const shown = await showShell();
  await vi.advanceTimersByTimeAsync(1100);
  expect(screen.getByText(/The kernel is busy/)).toBeTruthy();
  const { seq: ack, page, last: heard } = shown.model.sent.at(-1) as Record<string, unknown>;
  await shown.receive({ ack, page, heard, lost: false });
  expect(screen.queryByText(/The kernel is busy/)).toBeNull();
});

test("it runs the JavaScript of an event and answers the kernel", async () => {
  blobsAsData();
  const shown = await showShell({ _events: ["load", "unload", "answer"] });
  const page = shown.model.sent[0]?.page;
  await shown.receive({ js: "(x) => x + 1", id: "q", values: [6], page });
  await vi.waitFor(() => {
    expect(shown.events().slice(-2)).toEqual([
      { event: "answer", state: {}, data: { id: "q", begun: true } },
      { event: "answer", state: {}, data: { id: "q", result: 7 } },
    ]);
  });
});
