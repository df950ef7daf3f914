import { fireEvent, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { NumberTraits } from "../traits";
import { number } from "./number";

const TRAITS: Partial<NumberTraits> = {
  label: "Age",
  value: null,
  placeholder: null,
  precision: null,
  minimum: null,
  maximum: null,
  step: 1,
};

const showNumber = (traits: Partial<NumberTraits> = {}) => show<NumberTraits>(number, { ...TRAITS, ...traits });
const box = () => screen.getByLabelText<HTMLInputElement>("Age");
const typed = (value: number | null) => ({ event: "input", state: { value }, data: {} });

test("each key press sends the number", async () => {
  const shown = await showNumber();
  await userEvent.type(box(), "12");
  expect(shown.events()).toEqual([typed(1), typed(12)]);
});

test("a lone minus and a trailing point are no other number yet", async () => {
  const shown = await showNumber();
  await userEvent.type(box(), "-1.5");
  expect(shown.events().at(0)).toEqual(typed(-1));
  expect(shown.events().at(-1)).toEqual(typed(-1.5));
});

test("an emptied box is no number", async () => {
  const shown = await showNumber({ value: 7 });
  await userEvent.clear(box());
  expect(shown.events()).toEqual([typed(null)]);
});

test("a number out of bounds is marked, and mended when the visitor leaves", async () => {
  const shown = await showNumber({ value: 12, minimum: 10, maximum: 99 });
  await userEvent.clear(box());
  await userEvent.type(box(), "5");
  expect(box().getAttribute("aria-invalid")).toBe("true");
  expect(shown.events()).toEqual([typed(null)]);
  await userEvent.tab();
  expect(box().value).toBe("10");
  expect(box().getAttribute("aria-invalid")).toBe("false");
  expect(shown.events().at(-1)).toEqual(typed(10));
});

test("decimals beyond the precision are rounded on leaving", async () => {
  const shown = await showNumber({ precision: 2 });
  await userEvent.type(box(), "3.14159");
  await userEvent.tab();
  expect(box().value).toBe("3.14");
  expect(shown.events().at(-1)).toEqual(typed(3.14));
});

test("precision 0 takes whole numbers, a negative one hundreds", async () => {
  const whole = await showNumber({ precision: 0 });
  await userEvent.type(box(), "2.7{Enter}");
  expect(whole.events().at(-1)).toEqual(typed(3));
  const hundreds = await showNumber({ label: "Crowd", precision: -2 });
  await userEvent.type(screen.getByLabelText("Crowd"), "1234{Enter}");
  expect(hundreds.events().at(-1)).toEqual(typed(1200));
});

test("Enter submits the number that stands there", async () => {
  const shown = await showNumber({ maximum: 10, _events: ["submit"] });
  await userEvent.type(box(), "50{Enter}");
  expect(shown.events().slice(-2)).toEqual([typed(10), { event: "submit", state: {}, data: {} }]);
});

test("focus and blur are told to handlers", async () => {
  const shown = await showNumber({ _events: ["focus", "blur"] });
  await userEvent.click(box());
  await userEvent.tab();
  expect(shown.events().map(({ event }) => event)).toEqual(["focus", "blur"]);
});

test("an update from the kernel shows and keeps the focus", async () => {
  const shown = await showNumber({ value: 1 });
  box().focus();
  await shown.update({ value: 2.5 });
  expect(box().value).toBe("2.5");
  expect(document.activeElement).toBe(box());
  await shown.update({ value: null });
  expect(box().value).toBe("");
});

test("an update of something else leaves what is being typed alone", async () => {
  const shown = await showNumber({ value: 12, minimum: 10 });
  box().focus();
  fireEvent.input(box(), { target: { value: "2" } });
  await shown.update({ _status: { state: "pending", progress: "minimal" } });
  expect(box().value).toBe("2");
});

test("a read-only number cannot be typed into", async () => {
  const shown = await showNumber({ value: 3, _interactive: false, _events: ["submit"] });
  await userEvent.type(box(), "4{Enter}");
  expect(box().value).toBe("3");
  expect(shown.events()).toEqual([]);
});

test("the placeholder shows", async () => {
  await showNumber({ placeholder: "In years" });
  expect(screen.getByPlaceholderText("In years")).toBe(box());
});
