import { fireEvent, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { SliderTraits } from "../traits";
import { slider } from "./slider";

type Traits = SliderTraits & { _start: number };

const TRAITS: Partial<Traits> = {
  label: "Stars",
  minimum: 0,
  maximum: 10,
  value: 3,
  step: 1,
  precision: null,
  buttons: [],
  show_reset_button: false,
  _start: 3,
};

const showSlider = (traits: Partial<Traits> = {}) => show<Traits>(slider, { ...TRAITS, ...traits });
const range = () => screen.getByRole<HTMLInputElement>("slider", { name: "Stars" });
const box = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Stars, as a number" });
const moved = (value: number) => ({ event: "input", state: { value }, data: {} });
const released = { event: "release", state: {}, data: {} };

test("moving the handle sends the value, letting go releases it", async () => {
  const shown = await showSlider({ _events: ["release"] });
  fireEvent.input(range(), { target: { value: "7" } });
  fireEvent.change(range());
  expect(shown.events()).toEqual([moved(7), released]);
});

test("the box and the handle show the same value", async () => {
  const shown = await showSlider();
  expect([range().value, box().value]).toEqual(["3", "3"]);
  fireEvent.input(range(), { target: { value: "7" } });
  await shown.update({ value: 8 });
  expect([range().value, box().value]).toEqual(["8", "8"]);
});

const fill = () => Number(range().style.getPropertyValue("--nbb-fill"));

test.each([
  { value: 2.5, minimum: 0, maximum: 10, step: 1 },
  { value: 10, minimum: 0, maximum: 10, step: 3 },
  { value: 50, minimum: 1, maximum: 100, step: 5 },
])("a value between two steps shows the same in box, handle and bar: %o", async (traits) => {
  await showSlider(traits);
  expect([range().value, box().value]).toEqual([String(traits.value), String(traits.value)]);
  expect(fill()).toBeCloseTo((traits.value - traits.minimum) / (traits.maximum - traits.minimum));
});

test("a handler's value between two steps moves all three, and a step takes them back", async () => {
  const shown = await showSlider();
  await shown.update({ value: 2.5 });
  expect([range().value, box().value, fill()]).toEqual(["2.5", "2.5", 0.25]);
  await shown.update({ value: 4 });
  expect([range().value, box().value, fill(), range().step]).toEqual(["4", "4", 0.4, "1"]);
});

test.each([
  [10.5, 50],
  [9.5, 0],
  [70, 50],
  [90, 100],
])("from between two steps the handle goes to a step, not back over the value: %d to %d", async (entered, reached) => {
  const shown = await showSlider({ maximum: 100, step: 50, value: 10 });
  fireEvent.input(range(), { target: { value: String(entered) } });
  expect(shown.events()).toEqual([moved(reached)]);
});

test("a number typed in the box moves the handle", async () => {
  const shown = await showSlider({ _events: ["release"] });
  await userEvent.clear(box());
  await userEvent.type(box(), "9{Enter}");
  expect(range().value).toBe("9");
  expect(shown.events()).toEqual([moved(9), released]);
});

test("what is typed out of the range or between the steps becomes the nearest value", async () => {
  const shown = await showSlider({ maximum: 100, step: 5 });
  await userEvent.clear(box());
  await userEvent.type(box(), "42");
  expect(shown.events().at(-1)).not.toEqual(moved(42));
  await userEvent.tab();
  expect(box().value).toBe("40");
  await userEvent.clear(box());
  await userEvent.type(box(), "999{Enter}");
  expect(shown.events().at(-1)).toEqual(moved(100));
});

test("a box left empty goes back to the value", async () => {
  const shown = await showSlider();
  await userEvent.clear(box());
  await userEvent.tab();
  expect(box().value).toBe("3");
  expect(shown.events()).toEqual([]);
});

test("steps of binary fractions have no noise", async () => {
  const shown = await showSlider({ minimum: -1, maximum: 1, step: 0.1, value: 0 });
  await userEvent.clear(box());
  await userEvent.type(box(), "0.3");
  expect(shown.events().at(-1)).toEqual(moved(0.3));
});

test("a new range shows, with the value in it", async () => {
  const shown = await showSlider();
  await shown.update({ minimum: 100, maximum: 200, step: 1, value: 150 });
  expect(range().value).toBe("150");
  expect(screen.getByText("100")).toBeTruthy();
  expect(screen.getByText("200")).toBeTruthy();
});

test.each([{ buttons: ["reset" as const] }, { show_reset_button: true }])(
  "the reset button goes back to the value at the start",
  async (asked) => {
    const shown = await showSlider({ ...asked, value: 9, _events: ["release"] });
    await userEvent.click(screen.getByRole("button", { name: "Reset" }));
    expect(shown.events()).toEqual([moved(3), released]);
  },
);

test("a read-only slider does not move", async () => {
  await showSlider({ _interactive: false, show_reset_button: true });
  expect(range().disabled).toBe(true);
  expect(box().readOnly).toBe(true);
  expect(screen.queryByRole("button")).toBeNull();
});
