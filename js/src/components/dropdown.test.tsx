import { screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { DropdownTraits } from "../traits";
import { dropdown } from "./dropdown";

const TRAITS: Partial<DropdownTraits> = {
  label: "Fruit",
  choices: [
    ["Apple", "a"],
    ["Banana", "b"],
    ["Cherry", 3],
  ],
  value: "a",
  multiselect: null,
  allow_custom_value: false,
  max_choices: null,
  num_choices_shown: 100,
  filterable: true,
};

const showDropdown = (traits: Partial<DropdownTraits> = {}) => show<DropdownTraits>(dropdown, { ...TRAITS, ...traits });
const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Fruit" });
const options = () => screen.queryAllByRole("option").map(({ textContent }) => textContent);
const option = (name: string) => screen.getByRole("option", { name });
const active = () => document.getElementById(box().getAttribute("aria-activedescendant") ?? "")?.textContent;
const chosen = (value: unknown) => ({ event: "input", state: { value }, data: {} });

test("it shows the label of what is chosen, and the list when it is clicked", async () => {
  await showDropdown();
  expect(box().value).toBe("Apple");
  expect(screen.queryByRole("listbox")).toBeNull();
  await userEvent.click(box());
  expect(options()).toEqual(["Apple", "Banana", "Cherry"]);
  expect(option("Apple").getAttribute("aria-selected")).toBe("true");
  expect(box().getAttribute("aria-expanded")).toBe("true");
});

test("a click chooses, closes the list and leaves the focus", async () => {
  const shown = await showDropdown({ _events: ["select"] });
  await userEvent.click(box());
  await userEvent.click(option("Cherry"));
  expect(shown.events()).toEqual([chosen(3), { event: "select", state: {}, data: { value: 3, selected: true } }]);
  expect(box().value).toBe("Cherry");
  expect(options()).toEqual([]);
  expect(document.activeElement).toBe(box());
});

test("arrow keys, Home and End go through the list, Enter chooses", async () => {
  const shown = await showDropdown();
  box().focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toBe("Apple");
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toBe("Banana");
  await userEvent.keyboard("{End}");
  expect(active()).toBe("Cherry");
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toBe("Apple");
  await userEvent.keyboard("{ArrowUp}");
  expect(active()).toBe("Cherry");
  await userEvent.keyboard("{Home}{ArrowDown}{Enter}");
  expect(shown.events()).toEqual([chosen("b")]);
});

test("typing filters, Enter takes the first match", async () => {
  const shown = await showDropdown();
  await userEvent.click(box());
  await userEvent.keyboard("AN");
  expect(box().value).toBe("AN");
  expect(options()).toEqual(["Banana"]);
  await userEvent.keyboard("{Enter}");
  expect(shown.events()).toEqual([chosen("b")]);
  expect(box().value).toBe("Banana");
});

test("Escape and leaving go back to what was chosen", async () => {
  const shown = await showDropdown();
  await userEvent.click(box());
  await userEvent.keyboard("che{Escape}");
  expect(box().value).toBe("Apple");
  expect(options()).toEqual([]);
  await userEvent.keyboard("che");
  await userEvent.tab();
  expect(box().value).toBe("Apple");
  expect(shown.events()).toEqual([]);
});

test("what is not offered cannot be entered, unless that is allowed", async () => {
  const strict = await showDropdown();
  await userEvent.click(box());
  await userEvent.keyboard("mine{Enter}");
  expect(screen.getByText("No choice matches")).toBeTruthy();
  expect(strict.events()).toEqual([]);
  strict.abort();
  const liberal = await showDropdown({ allow_custom_value: true });
  await userEvent.click(box());
  await userEvent.keyboard("mine{Enter}");
  expect(liberal.events()).toEqual([chosen("mine")]);
  expect(box().value).toBe("mine");
  await userEvent.keyboard("Cherry{Enter}");
  await userEvent.keyboard("yours");
  await userEvent.tab();
  expect(liberal.events().slice(1)).toEqual([chosen(3), chosen("yours")]);
});

test("without filtering a letter goes to the next choice that begins with it", async () => {
  const shown = await showDropdown({ filterable: false });
  await userEvent.click(box());
  await userEvent.keyboard("c");
  expect(active()).toBe("Cherry");
  expect(options()).toHaveLength(3);
  await userEvent.keyboard(" ");
  expect(shown.events()).toEqual([chosen(3)]);
});

test("several are chosen in their order, with no answer in between", async () => {
  const shown = await showDropdown({ multiselect: true, value: [] });
  await userEvent.click(box());
  await userEvent.click(option("Cherry"));
  await userEvent.click(option("Apple"));
  await userEvent.click(option("Cherry"));
  expect(shown.events()).toEqual([chosen([3]), chosen([3, "a"]), chosen(["a"])]);
  expect(option("Apple").getAttribute("aria-selected")).toBe("true");
});

test("several can be removed: with their buttons, Backspace, or all at once", async () => {
  const shown = await showDropdown({ multiselect: true, value: ["a", "b", 3], _events: ["select"] });
  await userEvent.click(screen.getByRole("button", { name: "Remove Banana" }));
  expect(shown.events()).toEqual([
    chosen(["a", 3]),
    { event: "select", state: {}, data: { value: "b", selected: false } },
  ]);
  box().focus();
  await userEvent.keyboard("{Backspace}");
  expect(screen.queryByRole("button", { name: "Remove Cherry" })).toBeNull();
  await shown.update({ value: ["a", "b"] });
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(shown.events().at(-1)).toEqual(chosen([]));
});

test("no more than max_choices can be chosen", async () => {
  const shown = await showDropdown({ multiselect: true, max_choices: 2, value: ["a", "b"] });
  await userEvent.click(box());
  await userEvent.click(option("Cherry"));
  expect(option("Cherry").getAttribute("aria-disabled")).toBe("true");
  await userEvent.keyboard("che{Enter}");
  expect(shown.events()).toEqual([]);
});

test("several take texts that are not offered, each once", async () => {
  const shown = await showDropdown({ multiselect: true, allow_custom_value: true, value: [] });
  await userEvent.click(box());
  await userEvent.keyboard("mine{Enter}mine{Enter}Apple{Enter}");
  expect(shown.events()).toEqual([chosen(["mine"]), chosen(["mine", "a"])]);
});

test("a long list shows its beginning, and what the keys reach", async () => {
  const choices = Array.from({ length: 500 }, (_, place): [string, number] => [`Number ${place}`, place]);
  await showDropdown({ choices, value: null, num_choices_shown: 10 });
  await userEvent.click(box());
  expect(options()).toHaveLength(10);
  await userEvent.keyboard("{End}");
  expect(active()).toBe("Number 499");
});

test("the kernel chooses, and offers others while the list is open; the focus stays", async () => {
  const shown = await showDropdown();
  await userEvent.click(box());
  await shown.update({ choices: [["Date", "d"]], value: "d" });
  expect(options()).toEqual(["Date"]);
  expect(box().value).toBe("Date");
  expect(document.activeElement).toBe(box());
});

test("focus, blur and keys are told to handlers", async () => {
  const shown = await showDropdown({ _events: ["focus", "blur", "key_up"] });
  await userEvent.click(box());
  await userEvent.keyboard("x");
  await userEvent.tab();
  expect(shown.events()).toEqual([
    { event: "focus", state: {}, data: {} },
    { event: "key_up", state: {}, data: { key: "x", input_value: "x" } },
    { event: "blur", state: {}, data: {} },
  ]);
});

test("a read-only dropdown cannot be opened or emptied", async () => {
  const shown = await showDropdown({ _interactive: false, multiselect: true, value: ["a", "b"] });
  await userEvent.click(screen.getByText("Apple"));
  expect(options()).toEqual([]);
  expect(within(shown.el).queryByRole("button")).toBeNull();
});

test("a list that is open closes when the dropdown becomes read-only", async () => {
  const shown = await showDropdown();
  await userEvent.click(box());
  await shown.update({ _interactive: false });
  expect(options()).toEqual([]);
});

test("a label is text, whatever stands in it", async () => {
  await showDropdown({ choices: [["<img src=x onerror=alert(1)>", "x"]], value: ["x"], multiselect: true });
  await userEvent.click(box());
  expect(screen.getAllByText("<img src=x onerror=alert(1)>")).toHaveLength(2);
  expect(document.querySelector("img")).toBeNull();
});
