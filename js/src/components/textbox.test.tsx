import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { TextboxTraits } from "../traits";
import { textbox } from "./textbox";

const TRAITS: Partial<TextboxTraits> = {
  label: "Name",
  value: "",
  type: "text",
  lines: 1,
  max_lines: null,
  placeholder: null,
  autofocus: false,
  autoscroll: true,
  text_align: null,
  rtl: false,
  max_length: null,
  submit_btn: false,
  stop_btn: false,
  buttons: [],
  show_copy_button: false,
};

const showBox = (traits: Partial<TextboxTraits> = {}) => show<TextboxTraits>(textbox, { ...TRAITS, ...traits });

test("each key press sends the text with its event", async () => {
  const shown = await showBox();
  await userEvent.type(screen.getByLabelText("Name"), "hi");
  expect(shown.events()).toEqual([
    { event: "input", state: { value: "h" }, data: {} },
    { event: "input", state: { value: "hi" }, data: {} },
  ]);
});

test("Enter submits a single line, Shift+Enter starts a new one", async () => {
  const shown = await showBox({ value: "done" });
  await userEvent.type(screen.getByLabelText("Name"), "{Enter}");
  expect(shown.events().at(-1)).toEqual({ event: "submit", state: { value: "done" }, data: {} });
  await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
  expect(shown.events().at(-1)).toMatchObject({ event: "input", state: { value: "done\n" } });
});

test("an update from the kernel shows and leaves the caret alone", async () => {
  const shown = await showBox({ value: "hello" });
  const box = screen.getByLabelText<HTMLTextAreaElement>("Name");
  box.focus();
  box.setSelectionRange(2, 2);
  await shown.update({ value: "hello world" });
  expect(box.value).toBe("hello world");
  expect(document.activeElement).toBe(box);
  expect(box.selectionStart).toBe(2);
});

test("a read-only box cannot be typed into", async () => {
  const shown = await showBox({ value: "fixed", _interactive: false });
  await userEvent.type(screen.getByLabelText("Name"), "x");
  expect(screen.getByLabelText<HTMLTextAreaElement>("Name").value).toBe("fixed");
  expect(shown.events()).toEqual([]);
});

test("focus is told only if a handler listens", async () => {
  const silent = await showBox();
  await userEvent.click(screen.getByLabelText("Name"));
  expect(silent.events()).toEqual([]);
  const heard = await showBox({ label: "Other", _events: ["focus"] });
  await userEvent.click(screen.getByLabelText("Other"));
  expect(heard.events()).toEqual([{ event: "focus", state: {}, data: {} }]);
});

test("the button beside it submits", async () => {
  const shown = await showBox({ value: "text", submit_btn: "Send" });
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(shown.events()).toEqual([{ event: "submit", state: { value: "text" }, data: {} }]);
});

test("a button copies the text and tells what was copied", async () => {
  const user = userEvent.setup();
  const shown = await showBox({ value: "text", buttons: ["copy"], _events: ["copy"] });
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe("text");
  expect(shown.events()).toEqual([{ event: "copy", state: {}, data: { value: "text" } }]);
});
