import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { show } from "../lib/testing";
import type { MarkdownTraits } from "../traits";
import { markdown } from "./markdown";

const TRAITS: Partial<MarkdownTraits> = {
  value: "# Title\n\nSome **bold** text.",
  buttons: null,
  show_copy_button: false,
  sanitize_html: true,
  line_breaks: false,
  header_links: false,
  latex_delimiters: [{ left: "$$", right: "$$", display: true }],
  rtl: false,
  height: null,
  max_height: null,
  min_height: null,
  padding: false,
  container: false,
};

const showMarkdown = (traits: Partial<MarkdownTraits> = {}, load?: () => Promise<unknown>) =>
  show<MarkdownTraits>(markdown, { ...TRAITS, ...traits }, load);

test("it shows formatted text, and what a handler makes of it", async () => {
  const shown = await showMarkdown();
  expect(screen.getByRole("heading", { level: 1, name: "Title" })).toBeTruthy();
  expect(screen.getByText("bold").tagName).toBe("STRONG");
  await shown.update({ value: "## Other" });
  expect(screen.getByRole("heading", { level: 2, name: "Other" })).toBeTruthy();
  expect(screen.queryByText("bold")).toBeNull();
});

test("without a text it is empty", async () => {
  const { el } = await showMarkdown({ value: null });
  expect(el.textContent).toBe("");
});

test("a button copies the text as it was written, and says so to the kernel", async () => {
  const user = userEvent.setup();
  const shown = await showMarkdown({ buttons: ["copy"], _events: ["copy"] });
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe(TRAITS.value);
  expect(shown.events()).toEqual([{ event: "copy", state: {}, data: { value: TRAITS.value } }]);
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
});

test("the older spelling gives that button too, and none is there by itself", async () => {
  const shown = await showMarkdown({ show_copy_button: true });
  expect(screen.getByRole("button", { name: "Copy" })).toBeTruthy();
  await shown.update({ show_copy_button: false });
  expect(screen.queryByRole("button")).toBeNull();
});

test("higher than the author says, it scrolls, by keyboard too", async () => {
  const { el, update } = await showMarkdown({ max_height: 120 });
  const box = el.querySelector<HTMLElement>("[tabindex='0']");
  expect(box?.style.maxHeight).toBe("120px");
  await update({ max_height: null, height: "10em" });
  expect(el.querySelector<HTMLElement>("[tabindex='0']")?.style.height).toBe("10em");
  await update({ height: null });
  expect(el.querySelector("[tabindex]")).toBeNull();
});

test("a bundle that does not come leaves the text readable", async () => {
  const load = vi.fn(() => Promise.reject(new Error("the kernel is gone")));
  const { el } = await showMarkdown({ value: "$$x$$" }, load);
  expect(load).toHaveBeenCalled();
  expect(el.textContent).toContain("$$x$$");
});
