import { screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { LabelTraits } from "../traits";
import { label } from "./label";

const CAT = {
  label: "cat",
  confidences: [
    { label: "cat", confidence: 0.712 },
    { label: "dog", confidence: 0.288 },
  ],
};

const TRAITS: Partial<LabelTraits> = { label: "Animal", value: CAT, color: null, show_heading: true };

const showLabel = (traits: Partial<LabelTraits> = {}) => show<LabelTraits>(label, { ...TRAITS, ...traits });

test("the likeliest class stands on top, each class with its confidence below", async () => {
  await showLabel();
  const group = screen.getByRole("group", { name: "Animal" });
  expect(within(group).getAllByText("cat")).toHaveLength(2);
  const meters = screen
    .getAllByRole("meter")
    .map((meter) => [meter.getAttribute("aria-label"), meter.getAttribute("aria-valuetext")]);
  expect(meters).toEqual([
    ["cat", "71%"],
    ["dog", "29%"],
  ]);
  expect(screen.getByText("71%")).toBeTruthy();
});

test("a class alone has no bars", async () => {
  await showLabel({ value: { label: "spam", confidences: null }, show_heading: false });
  expect(screen.getByText("spam")).toBeTruthy();
  expect(screen.queryByRole("meter")).toBeNull();
});

test("the heading hides if the author says so, and without a value there is nothing", async () => {
  const shown = await showLabel({ show_heading: false });
  expect(screen.getAllByText("cat")).toHaveLength(1);
  await shown.update({ value: null });
  expect(screen.queryByRole("meter")).toBeNull();
});

test("a class can be chosen, by mouse and by keyboard, if a handler waits for it", async () => {
  const shown = await showLabel({ _events: ["select"] });
  await userEvent.click(screen.getByRole("button", { name: /dog/ }));
  await userEvent.keyboard("{Enter}");
  const chosen = { event: "select", state: {}, data: { index: 1, value: "dog" } };
  expect(shown.events()).toEqual([chosen, chosen]);
});

test("no class can be chosen if nobody waits for it", async () => {
  await showLabel();
  expect(screen.queryByRole("button")).toBeNull();
});

test("a confidence outside 0 to 1 stays in its bar", async () => {
  const { el } = await showLabel({ value: { label: "a", confidences: [{ label: "a", confidence: 12 }] } });
  expect(el.querySelector<HTMLElement>(".nbb-bar")?.style.getPropertyValue("--nbb-share")).toBe("1");
});
