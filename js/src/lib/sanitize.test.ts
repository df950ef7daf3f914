/** What can run in hostile markup, only a real browser shows: tests/browser/test_markup.py. */

import { expect, test } from "vitest";
import { sanitize } from "./sanitize";

/** The markup that is left, and the nodes as a page holds them. */
function clean(html: string): { html: string; root: HTMLElement } {
  const root = document.createElement("div");
  root.append(sanitize(html));
  return { html: root.innerHTML, root };
}

test("no id or name takes that of something on the page", () => {
  const { root } = clean(`<img name="cookie"><a id="location">x</a><b id="nbb-1"></b>`);
  const names = [...root.querySelectorAll("*")].map((element) => element.id || element.getAttribute("name"));
  expect(names).toEqual(["user-content-cookie", "user-content-location", "user-content-nbb-1"]);
});

test("nothing can be laid over the page", () => {
  const { root } = clean(
    `<div style="position: fixed; inset: 0; z-index: 9; transform: scale(9); color: teal; text-align: center">x</div>` +
      `<button popovertarget="x">open</button><div popover id="x">over</div><dialog open>modal</dialog>`,
  );
  const style = root.querySelector("div")?.getAttribute("style");
  expect(style).toMatch(/color: teal/);
  expect(style).toMatch(/text-align: center/);
  expect(style).not.toMatch(/position|inset|z-index|transform/);
  expect(root.querySelector("[popover], [popovertarget], dialog")).toBeNull();
});

test("no style fetches anything", () => {
  expect(clean(`<p style="background-image: url(https://evil.example/x)">x</p>`).html).not.toContain("evil");
});

test("no class or data attribute means something to the host", () => {
  const { html } = clean(`<p class="jp-Dialog nbb nbb-toast mine" data-commandlinker-command="x" accesskey="s">x</p>`);
  expect(html).toBe(`<p class="mine">x</p>`);
});

test("nothing in it works a control of the page", () => {
  const { root } = clean(`<label for="run">x</label><button commandfor="dialog" command="show-modal">y</button>`);
  expect(root.querySelector("[for], [commandfor], [command]")).toBeNull();
});

test("links open in a tab of their own, and those within the text find their place", () => {
  const { root } = clean(`<a href="https://example.org" target="_self">x</a><a href="#there">y</a>`);
  const [out, within] = root.querySelectorAll("a");
  expect(out?.getAttribute("target")).toBe("_blank");
  expect(out?.getAttribute("rel")).toBe("noopener");
  expect(within?.getAttribute("href")).toBe("#user-content-there");
  expect(within?.hasAttribute("target")).toBe(false);
});

test("links in a drawing do so too", () => {
  const { root } = clean(`<svg><a xlink:href="https://example.org"></a><a xlink:href="#there"></a></svg>`);
  const [out, within] = root.querySelectorAll("a");
  expect(out?.getAttribute("target")).toBe("_blank");
  expect(within?.getAttribute("xlink:href")).toBe("#user-content-there");
});

test("what authors write stays", () => {
  const markup =
    `<h1 align="center" style="color: red;">T</h1><img src="https://example.org/a.png" alt="A" width="20">` +
    `<details><summary>s</summary>d</details><img src="data:image/png;base64,AAAA" alt=""><kbd>K</kbd>` +
    `<table><tbody><tr><td colspan="2">c</td></tr></tbody></table><audio controls="" src="/a.wav"></audio>`;
  expect(clean(markup).html).toBe(markup);
});
