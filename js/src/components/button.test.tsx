import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { ButtonTraits } from "../traits";
import { button } from "./button";

const TRAITS: Partial<ButtonTraits> = {
  value: "Go",
  variant: "secondary",
  size: "lg",
  icon: null,
  link: null,
  link_target: "_self",
  _events: ["click"],
};

const showButton = (traits: Partial<ButtonTraits> = {}) => show<ButtonTraits>(button, { ...TRAITS, ...traits });

test("a click is told to the kernel, by mouse and by keyboard", async () => {
  const shown = await showButton();
  await userEvent.click(screen.getByRole("button", { name: "Go" }));
  await userEvent.keyboard("{Enter}");
  const click = { event: "click", state: {}, data: {} };
  expect(shown.events()).toEqual([click, click]);
});

test("a disabled button does nothing", async () => {
  const shown = await showButton({ _interactive: false });
  await userEvent.click(screen.getByRole("button"));
  expect(shown.events()).toEqual([]);
});

test("with a link it is one, and opens where it is told", async () => {
  await showButton({ link: "/about", link_target: "_blank" });
  const link = screen.getByRole("link", { name: "Go" });
  expect(link.getAttribute("href")).toBe("/about");
  expect(link.getAttribute("target")).toBe("_blank");
});
