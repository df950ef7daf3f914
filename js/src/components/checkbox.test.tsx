import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { CheckboxTraits } from "../traits";
import { checkbox } from "./checkbox";

const showBox = (traits: Partial<CheckboxTraits> = {}) =>
  show<CheckboxTraits>(checkbox, { label: "I agree", value: false, ...traits });
const box = () => screen.getByRole<HTMLInputElement>("checkbox", { name: "I agree" });

test("a click ticks it, another takes the tick off", async () => {
  const shown = await showBox();
  await userEvent.click(box());
  await userEvent.click(box());
  expect(shown.events()).toEqual([
    { event: "input", state: { value: true }, data: {} },
    { event: "input", state: { value: false }, data: {} },
  ]);
});

test("a click on the label and the space bar tick it too", async () => {
  await showBox();
  await userEvent.click(screen.getByText("I agree"));
  expect(box().checked).toBe(true);
  box().focus();
  await userEvent.keyboard(" ");
  expect(box().checked).toBe(false);
});

test("a handler of select hears whether it is ticked", async () => {
  const shown = await showBox({ _events: ["select"] });
  await userEvent.click(box());
  expect(shown.events().at(-1)).toEqual({ event: "select", state: {}, data: { selected: true } });
});

test("the kernel ticks it", async () => {
  const shown = await showBox();
  await shown.update({ value: true });
  expect(box().checked).toBe(true);
});

test("a read-only box cannot be ticked", async () => {
  const shown = await showBox({ _interactive: false });
  await userEvent.click(box());
  expect(box().checked).toBe(false);
  expect(shown.events()).toEqual([]);
});

test("its explanation is read with it", async () => {
  await showBox({ info: "To all of it" });
  const description = document.getElementById(box().getAttribute("aria-describedby") ?? "");
  expect(description?.textContent).toBe("To all of it");
});
