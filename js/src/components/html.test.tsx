// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so do the templates of HTML look

import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { HTMLTraits } from "../traits";
import { html } from "./html";

const TRAITS: Partial<HTMLTraits> = {
  label: "Notice",
  value: "<h2>Hello</h2>",
  html_template: "${value}",
  css_template: "",
  props: {},
  sanitize_html: true,
  apply_default_css: true,
  show_label: false,
  container: false,
  padding: false,
  min_height: null,
  max_height: null,
  autoscroll: false,
};

const showHtml = (traits: Partial<HTMLTraits> = {}) => show<HTMLTraits>(html, { ...TRAITS, ...traits });

test("it shows markup, and what a handler makes of it, in the same nodes", async () => {
  const shown = await showHtml();
  const heading = screen.getByRole("heading", { name: "Hello" });
  await shown.update({ value: "<h2>Hello, Ada</h2><p>Again</p>" });
  expect(screen.getByRole("heading", { name: "Hello, Ada" })).toBe(heading);
  expect(screen.getByText("Again")).toBeTruthy();
});

test("the label shows if the author says so", async () => {
  const { el, update } = await showHtml();
  expect(el.querySelector(".nbb-label")?.classList).toContain("nbb-unseen");
  await update({ show_label: true });
  expect(el.querySelector(".nbb-label")?.classList).not.toContain("nbb-unseen");
});

test("templates are filled with the value and other keywords", async () => {
  const shown = await showHtml({
    value: ["Fig", "Plum"],
    html_template: "{{#each value}}<li>{{this}}</li>{{/each}}<p>${who}</p>",
    css_template: "color: ${colour}; li { margin: 0 }",
    props: { who: "Ada", colour: "teal" },
  });
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["Fig", "Plum"]);
  const style = shown.el.querySelector("style")?.textContent;
  const content = shown.el.querySelector(".nbb-html-content");
  expect(style).toBe(`#${content?.id} { color: teal; li { margin: 0 } }`);
  await shown.update({ props: { who: "Bob", colour: "red" } });
  expect(screen.getByText("Bob")).toBeTruthy();
});

test("no value ends the rules of the template", async () => {
  const { el } = await showHtml({ value: "red } body { display: none", css_template: "color: ${value}" });
  expect(el.querySelector("style")?.textContent?.match(/[{}]/g)).toHaveLength(2);
});

test("markup is harmless, unless the author trusts it", async () => {
  const shown = await showHtml({ value: `<b onclick="alert(1)">b</b><img src="x" onerror="alert(1)">` });
  expect(shown.el.querySelector("[onclick], [onerror]")).toBeNull();
  await shown.update({ sanitize_html: false });
  expect(shown.el.querySelector("[onclick]")).toBeTruthy();
});

test("a prop that is markup is as harmless as a value", async () => {
  const { el } = await showHtml({ html_template: "${more}", props: { more: `<img src="x" onerror="alert(1)">` } });
  expect(el.querySelector("img")).toBeTruthy();
  expect(el.querySelector("[onerror]")).toBeNull();
});

test("the kernel hears of clicks and keys that handlers wait for", async () => {
  const shown = await showHtml({
    value: "<button>Go</button>",
    _events: ["click", "double_click", "focus", "blur", "key_up", "load"],
  });
  await userEvent.dblClick(screen.getByRole("button", { name: "Go" }));
  await userEvent.keyboard("a");
  await userEvent.tab();
  const names = shown.events().map(({ event }) => event);
  expect(names).toEqual(["load", "focus", "click", "click", "double_click", "key_up", "blur"]);
  expect(shown.events()[5]?.data).toEqual({ key: "a", input_value: "" });
});

test("a handler that waits for nothing is not told", async () => {
  const shown = await showHtml();
  await userEvent.click(screen.getByRole("heading"));
  expect(shown.events()).toEqual([]);
});
