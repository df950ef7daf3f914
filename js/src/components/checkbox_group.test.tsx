import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { CheckboxGroupTraits } from "../traits";
import { checkbox_group } from "./checkbox_group";

const TRAITS: Partial<CheckboxGroupTraits> = {
  label: "Toppings",
  choices: [
    ["Cheese", "C"],
    ["Olives", "O"],
    ["Seven", 7],
  ],
  value: [],
  show_select_all: false,
};

const showGroup = (traits: Partial<CheckboxGroupTraits> = {}) =>
  show<CheckboxGroupTraits>(checkbox_group, { ...TRAITS, ...traits });
const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const ticked = (value: unknown[]) => ({ event: "input", state: { value }, data: {} });

test("ticks are told in the order in which they come, with no answer in between", async () => {
  const shown = await showGroup();
  await userEvent.click(box("Seven"));
  await userEvent.click(box("Cheese"));
  await userEvent.click(box("Olives"));
  await userEvent.click(box("Cheese"));
  expect(shown.events()).toEqual([ticked([7]), ticked([7, "C"]), ticked([7, "C", "O"]), ticked([7, "O"])]);
});

test("the boxes stand in a group with the label's name", async () => {
  await showGroup();
  expect(screen.getByRole("group", { name: "Toppings" }).contains(box("Cheese"))).toBe(true);
});

test("the kernel ticks boxes and offers others, the focus stays", async () => {
  const shown = await showGroup();
  box("Cheese").focus();
  await shown.update({ value: ["O"] });
  expect([box("Cheese").checked, box("Olives").checked]).toEqual([false, true]);
  await shown.update({ choices: [["Ham", "H"]], value: ["H"] });
  expect(box("Ham").checked).toBe(true);
  expect(document.activeElement).toBe(box("Ham"));
});

test("a handler of select hears which box, and whether it is ticked", async () => {
  const shown = await showGroup({ value: ["C"], _events: ["select"] });
  await userEvent.click(box("Cheese"));
  expect(shown.events().at(-1)).toEqual({ event: "select", state: {}, data: { value: "C", selected: false } });
});

test("one box ticks all, and all off again", async () => {
  const shown = await showGroup({ show_select_all: true, value: ["O"] });
  expect(box("Select all").indeterminate).toBe(true);
  await userEvent.click(box("Select all"));
  expect(shown.events().at(-1)).toEqual(ticked(["C", "O", 7]));
  expect(box("Select all").checked).toBe(true);
  await userEvent.click(box("Select all"));
  expect(shown.events().at(-1)).toEqual(ticked([]));
});

test("a read-only group cannot be changed", async () => {
  const shown = await showGroup({ _interactive: false, show_select_all: true });
  await userEvent.click(box("Cheese"));
  await userEvent.click(box("Select all"));
  expect(shown.events()).toEqual([]);
  expect(box("Cheese").checked).toBe(false);
});
