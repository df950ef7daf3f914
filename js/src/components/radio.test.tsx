import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { RadioTraits } from "../traits";
import { radio } from "./radio";

const TRAITS: Partial<RadioTraits> = {
  label: "Size",
  choices: [
    ["Small", "S"],
    ["Seven", 7],
    ["Yes", true],
    ["One", 1],
  ],
  value: null,
  rtl: false,
};

const showRadio = (traits: Partial<RadioTraits> = {}) => show<RadioTraits>(radio, { ...TRAITS, ...traits });
const button = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name });
const checked = () => screen.getAllByRole<HTMLInputElement>("radio").map((input) => input.checked);

test("nothing is chosen at first, a click chooses", async () => {
  const shown = await showRadio();
  expect(checked()).toEqual([false, false, false, false]);
  await userEvent.click(screen.getByText("Seven"));
  expect(checked()).toEqual([false, true, false, false]);
  expect(shown.events()).toEqual([{ event: "input", state: { value: 7 }, data: {} }]);
});

test("true and 1 are two choices", async () => {
  await showRadio({ value: true });
  expect(checked()).toEqual([false, false, true, false]);
});

test("the buttons stand in a group with the label's name", async () => {
  await showRadio();
  expect(screen.getByRole("group", { name: "Size" }).contains(button("Small"))).toBe(true);
});

test("arrow keys go through the choices", async () => {
  const shown = await showRadio({ value: "S" });
  button("Small").focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(checked()).toEqual([false, true, false, false]);
  expect(shown.events().at(-1)).toMatchObject({ event: "input", state: { value: 7 } });
});

test("two radios do not choose for each other", async () => {
  await showRadio({ label: "First", value: "S" });
  await showRadio({ label: "Second", value: 7 });
  expect(checked()).toEqual([true, false, false, false, false, true, false, false]);
});

test("a handler of select hears what was chosen", async () => {
  const shown = await showRadio({ _events: ["select"] });
  await userEvent.click(button("One"));
  expect(shown.events().at(-1)).toEqual({ event: "select", state: {}, data: { value: 1, selected: true } });
});

test("new choices and a choice of the kernel show, the focus stays", async () => {
  const shown = await showRadio({ value: "S" });
  button("Small").focus();
  await shown.update({
    choices: [
      ["Tiny", "T"],
      ["Huge", "H"],
    ],
    value: "H",
  });
  expect(checked()).toEqual([false, true]);
  expect(document.activeElement).toBe(button("Tiny"));
});

test("a choice that the kernel refused is taken back", async () => {
  const shown = await showRadio({ value: "S" });
  await userEvent.click(button("Seven"));
  await shown.update({ value: "S" });
  expect(checked()).toEqual([true, false, false, false]);
});

test("a read-only radio cannot be changed", async () => {
  const shown = await showRadio({ value: "S", _interactive: false });
  await userEvent.click(button("Seven"));
  expect(checked()).toEqual([true, false, false, false]);
  expect(shown.events()).toEqual([]);
});

test("it runs from right to left when asked", async () => {
  await showRadio({ rtl: true });
  expect(button("Small").closest("[dir=rtl]")).toBeTruthy();
});

test("a label is text, whatever stands in it", async () => {
  await showRadio({ choices: [["<img src=x onerror=alert(1)>", "x"]] });
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  expect(document.querySelector("img")).toBeNull();
});
