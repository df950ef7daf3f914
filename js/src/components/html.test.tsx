// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so do the templates of HTML look

import { act, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { show } from "../lib/testing";
import { blobsAsData } from "../lib/testing_blobs";
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

describe("the author's JavaScript", () => {
  beforeEach(blobsAsData);

  const STARS: Partial<HTMLTraits> = {
    value: 1,
    html_template: "<b>${value} of ${most}</b>",
    props: { most: 5 },
  };

  /** Shows an HTML and waits until its JavaScript has run. */
  async function run(
    js_on_load: string,
    traits: Partial<Parameters<typeof showHtml>[0]> & { _events?: string[] } = {},
  ) {
    const shown = await showHtml({ ...STARS, ...traits, js_on_load: `${js_on_load}\nelement.title = "ran";` });
    await vi.waitFor(() => expect(shown.el.querySelector("[title=ran]")).toBeTruthy());
    return shown;
  }
  const turn = () => act(async () => {});
  const click = () => userEvent.click(screen.getByText(/of/));

  test("it triggers events with data, which replace our own of that name", async () => {
    const js = "element.addEventListener('click', () => { trigger('click', { star: 2 }); trigger('like'); });";
    const shown = await run(js, { _events: ["click", "like", "focus", "load"] });
    await click();
    expect(shown.events()).toEqual([
      { event: "load", state: {}, data: {} },
      { event: "click", state: {}, data: { star: 2 } },
      { event: "like", state: {}, data: {} },
    ]);
  });

  test("it runs once, however often the markup changes; other code runs on an element of its own", async () => {
    const shown = await run("element.dataset.runs = Number(element.dataset.runs ?? 0) + 1;");
    await shown.update({ value: 2 });
    const element = shown.el.querySelector<HTMLElement>("[title=ran]");
    expect(element?.textContent).toBe("2 of 5");
    expect(element?.dataset.runs).toBe("1");
    await shown.update({ js_on_load: "element.dataset.other = 'yes';" });
    await vi.waitFor(() => expect(shown.el.querySelector("[data-other]")?.textContent).toBe("2 of 5"));
    expect(shown.el.querySelector("[data-runs]")).toBeNull();
  });

  test("a value that it sets shows, and the kernel hears of it once", async () => {
    const shown = await run("element.onclick = () => { props.value = 7; props.value += 1; props.most = 9; };");
    await click();
    await turn();
    expect(screen.getByText("8 of 9")).toBeTruthy();
    expect(shown.events()).toEqual([{ event: "input", state: { value: 8 }, data: {} }]);
    await click();
    await turn();
    expect(shown.events()).toHaveLength(1);
  });

  test("a value goes before the event that follows it, and with an input of its own", async () => {
    const js = `element.onclick = () => {
      props.value = 2;
      trigger('submit');
      props.value = 3;
      trigger('input', { by: 'hand' });
    };`;
    const shown = await run(js, { _events: ["input", "submit"] });
    await click();
    await turn();
    expect(shown.events()).toEqual([
      { event: "input", state: { value: 2 }, data: {} },
      { event: "submit", state: {}, data: {} },
      { event: "input", state: { value: 3 }, data: { by: "hand" } },
    ]);
  });

  test("a list is changed in place and set again", async () => {
    const js = "element.onclick = () => { props.value.push('of c'); props.value = props.value; };";
    const shown = await run(js, { value: ["a of", "b"], html_template: "{{#each value}}<i>{{this}}</i>{{/each}}" });
    await userEvent.click(screen.getByText("a of"));
    await turn();
    expect(screen.getByText("of c")).toBeTruthy();
    expect(shown.events()).toEqual([{ event: "input", state: { value: ["a of", "b", "of c"] }, data: {} }]);
  });

  test("what the kernel says shows, and who watches it is told; what it set itself stays", async () => {
    const js = `
      element.onclick = () => { props.most = 9; props.value = 4; };
      watch(['value', 'label'], () => { element.lang += `.concat("`${props.value}: ${element.textContent};`; });");
    const shown = await run(js);
    const told = () => shown.el.querySelector<HTMLElement>("[title=ran]")?.lang;
    await click();
    await turn();
    expect(told()).toBe("");
    await shown.update({ value: 3 });
    expect(told()).toBe("3: 3 of 9;");
    await shown.update({ props: { most: 6 } });
    expect(screen.getByText("3 of 6")).toBeTruthy();
    expect(told()).toBe("3: 3 of 9;");
  });

  test.each([
    ["what it throws", "throw new TypeError('no such thing');", "no such thing"],
    ["what it throws later", "await null; throw new Error('much later');", "much later"],
    ["what a watcher throws", "watch('value', () => { throw new Error('seen'); });", "seen"],
    ["code that cannot be read", "if (", "SyntaxError"],
    ["data that is no object", "trigger('like', 'a star');", "must be an object"],
    ["a value that JSON cannot say", "const a = {}; a.a = a; props.value = a;", "circular"],
    ["what is not built yet", "await server.files('.');", "no server.files() in js_on_load yet"],
    ["an upload", "await upload(new File([], 'x'));", "no upload() in js_on_load yet"],
  ])("%s is told to the kernel, and shown in the console", async (_what, js_on_load, message) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const shown = await showHtml({ ...STARS, js_on_load });
    await vi.waitFor(async () => {
      await shown.update({ value: Math.random() });
      expect(shown.model.sent.map(({ failed }) => failed).join()).toContain(message);
    });
    expect(log).toHaveBeenCalled();
  });

  test("it does not run where no kernel is", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const shown = await showHtml({ ...STARS, js_on_load: "throw new Error('ran');" });
    await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(1));
    await act(() => shown.model.trigger("comm_live_update"));
    await shown.update({ js_on_load: "throw new Error('ran again');" });
    await turn();
    expect(log).toHaveBeenCalledTimes(1);
  });

  test("once the view is gone it says nothing more", async () => {
    const shown = await run("element.onclick = () => { props.value = 2; trigger('like'); };", { _events: ["like"] });
    const element = shown.el.querySelector<HTMLElement>("[title=ran]");
    await shown.abort();
    element?.click();
    await turn();
    expect(shown.events()).toEqual([]);
  });
});
