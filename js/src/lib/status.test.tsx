import { act, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CommonTraits } from "../traits";
import { component } from "./component";
import type { Step } from "./progress";
import type { StatusState } from "./status";
import { type Shown, show } from "./testing";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const field = component<CommonTraits>("field", ({ id, traits }) => (
  <input id={id} aria-describedby={traits.info ? `${id}-info` : undefined} />
));
const group = component("group", () => <input type="checkbox" />);

const idle = {};
const full = (state: StatusState["state"], more: StatusState = {}): StatusState => ({
  state,
  message: "",
  progress: "full",
  ...more,
});
const step = (more: Partial<Step>): Step => ({
  desc: null,
  index: null,
  length: null,
  unit: "steps",
  progress: null,
  ...more,
});
const loop = (index: number, length = 10, desc = "Training"): Step => step({ index, length, desc, unit: "epochs" });

const text = (shown: Shown<CommonTraits>) => shown.el.textContent ?? "";
const seconds = (count: number) =>
  act(() => {
    vi.advanceTimersByTime(1000 * count);
  });
const said = () => screen.getByRole("status").textContent;

test("a handler that runs shows for how long", async () => {
  const shown = await show<CommonTraits>(field, { _status: idle });
  await shown.update({ _status: full("pending") });
  await seconds(4.2);
  expect(text(shown)).toContain("4.2 s");
  await seconds(80);
  expect(text(shown)).toContain("1 min 24 s");
  await shown.update({ _status: idle });
  expect(text(shown)).not.toContain("1 min");
});

test("a bar shows what is done, how far it is and how long it will take still", async () => {
  const shown = await show<CommonTraits>(field, { _status: full("pending", { steps: [loop(0)] }) });
  await seconds(3);
  await shown.update({ _status: full("pending", { steps: [loop(3)] }) });
  const bar = screen.getByRole("progressbar", { name: "Training" });
  expect(bar.getAttribute("aria-valuenow")).toBe("30");
  expect(bar.getAttribute("aria-valuetext")).toBe("3/10 epochs · 30%");
  expect(bar.querySelector("div")?.style.width).toBe("30%");
  expect(text(shown)).toContain("3/10 epochs · 30%");
  expect(text(shown)).toContain("about 7 s left");
  await seconds(2);
  expect(text(shown)).toContain("about 5 s left");
});

test("time left is that of the outermost loop, inner ones included", async () => {
  const at = (outer: number, inner: number) => ({ steps: [loop(outer, 2), loop(inner, 100, "Epoch")] });
  const shown = await show<CommonTraits>(field, { _status: full("pending", at(0, 0)) });
  await seconds(10);
  await shown.update({ _status: full("pending", at(0, 50)) });
  expect(screen.getAllByRole("progressbar").map((bar) => bar.getAttribute("aria-valuenow"))).toEqual(["0", "50"]);
  expect(text(shown)).toContain("about 30 s left");
});

test("another loop has another pace", async () => {
  const shown = await show<CommonTraits>(field, { _status: full("pending", { steps: [loop(0)] }) });
  await seconds(3);
  await shown.update({ _status: full("pending", { steps: [loop(9)] }) });
  await shown.update({ _status: full("pending", { steps: [loop(0, 10, "Testing")] }) });
  expect(text(shown)).not.toContain("left");
  await seconds(10);
  await shown.update({ _status: full("pending", { steps: [loop(1, 10, "Testing")] }) });
  expect(text(shown)).toContain("about 1 min 30 s left");
});

test.each([
  [step({ progress: 0.999 }), "99%", "99"],
  [step({ index: 12345, unit: "rows" }), "12,345 rows", null],
  [step({ index: 5_000_000, length: 20_000_000, unit: "B" }), "5/20 MB · 25%", "25"],
  [step({ index: 1_500, unit: "B" }), "1.5 kB", null],
  [step({ index: 3, length: 0 }), "3/0 steps", null],
  [step({ index: 30, length: 10 }), "30/10 steps · 100%", "100"],
])("a bar says what it knows: %o", async (bar, words, value) => {
  const shown = await show<CommonTraits>(field, { _status: full("pending", { steps: [bar] }) });
  expect(text(shown)).toContain(words);
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe(value);
  expect(text(shown)).not.toContain("left");
});

test("who waits sees the place in the queue and how long it will take", async () => {
  const shown = await show<CommonTraits>(field, { _status: full("waiting", { position: 2, waiting: 5, eta: 8 }) });
  expect(text(shown)).toContain("Queue: 2 of 5, about 8 s");
  await seconds(3);
  expect(text(shown)).toContain("Queue: 2 of 5, about 5 s");
  await shown.update({ _status: full("waiting", { position: 1, waiting: 4, eta: null }) });
  expect(text(shown)).toMatch(/Queue: 1 of 4$/);
  await shown.update({ _status: full("pending") });
  expect(text(shown)).toContain("0.0 s");
});

test("minimal shows the time and no bars, hidden shows nothing", async () => {
  const steps = [loop(3)];
  const shown = await show<CommonTraits>(field, { _status: { ...full("pending", { steps }), progress: "minimal" } });
  expect(text(shown)).toContain("0.0 s");
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(text(shown)).not.toContain("Training");
  await shown.update({ _status: { ...full("pending", { steps }), progress: "hidden" } });
  expect(text(shown)).toBe("Label");
});

test("beside text that streams in the outermost loop is told in one line", async () => {
  const shown = await show<CommonTraits>(field, {
    _status: full("streaming", { steps: [loop(3), loop(1, 2, "Epoch")] }),
  });
  expect(shown.el.querySelector(".nbb-summary")?.textContent).toBe("Training 3/10 epochs · 30%");
});

test("a failure is marked, also if progress is hidden", async () => {
  const shown = await show<CommonTraits>(field, {
    _status: { state: "failed", message: "secret", progress: "hidden" },
  });
  expect(screen.getByText("Error")).toBeTruthy();
  expect(text(shown)).not.toContain("secret");
});

test("an input that is not accepted says why, and its control says so to a screen reader", async () => {
  const shown = await show<CommonTraits>(field, {
    info: "Your name",
    _status: { state: "invalid", message: "<b>Too short</b>" },
  });
  expect(screen.getByRole("alert").textContent).toBe("<b>Too short</b>");
  const control = screen.getByRole("textbox", { name: "Label" });
  const describedBy = () =>
    (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "");
  expect(control.getAttribute("aria-invalid")).toBe("true");
  expect(describedBy()).toEqual(["Your name", "<b>Too short</b>"]);
  await shown.update({ _status: idle });
  expect(screen.queryByRole("alert")).toBeNull();
  expect(control.hasAttribute("aria-invalid")).toBe(false);
  expect(describedBy()).toEqual(["Your name"]);
});

test("a group of controls is described by why it is not accepted", async () => {
  const shown = await show<CommonTraits>(group, { _status: { state: "invalid", message: "Choose one" } });
  const described = () => screen.getByRole("group").getAttribute("aria-describedby");
  expect(document.getElementById(described() ?? "")?.textContent).toBe("Choose one");
  await shown.update({ _status: idle });
  expect(described()).toBeNull();
});

test("what begins and ends takes neither the focus nor the control away", async () => {
  const shown = await show<CommonTraits>(field, { _status: idle });
  const control = screen.getByRole("textbox");
  control.focus();
  for (const _status of [
    full("pending", { steps: [loop(1)] }),
    full("streaming"),
    full("failed"),
    full("invalid"),
    idle,
  ])
    await shown.update({ _status });
  expect(screen.getByRole("textbox")).toBe(control);
  expect(document.activeElement).toBe(control);
});

test("a screen reader hears nothing of what is over within a second", async () => {
  const shown = await show<CommonTraits>(field, { _status: full("pending") });
  await seconds(0.9);
  await shown.update({ _status: idle });
  await seconds(10);
  expect(said()).toBe("");
});

test("a screen reader hears the start, now and then how far it is, and the end", async () => {
  const heard: (string | null)[] = [""];
  const shown = await show<CommonTraits>(field, { _status: full("pending", { steps: [loop(0, 100)] }) });
  new MutationObserver(() => said() !== heard.at(-1) && heard.push(said())).observe(screen.getByRole("status"), {
    childList: true,
    characterData: true,
    subtree: true,
  });
  for (let done = 1; done <= 100; done++) {
    await seconds(0.12);
    await shown.update({ _status: full("pending", { steps: [loop(done, 100)] }) });
  }
  await shown.update({ _status: idle });
  expect(heard).toEqual(["", "Training, 0%", "Training, 40%", "Training, 90%", "Done"]);
  await seconds(10);
  expect(said()).toBe("");
});

test("of several outputs of one handler, one speaks", async () => {
  const outputs = [await show<CommonTraits>(field, { label: "One", _status: full("pending") })];
  outputs.push(await show<CommonTraits>(field, { label: "Two", _status: full("pending") }));
  await seconds(2);
  expect(screen.getAllByRole("status").filter((region) => region.textContent === "Running")).toHaveLength(1);
});
