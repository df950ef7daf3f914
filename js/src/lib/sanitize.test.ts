import { expect, test } from "vitest";
import { sanitize } from "./sanitize";

/** The markup that is left, and the nodes as a page holds them. */
function clean(html: string): { html: string; root: HTMLElement } {
  const root = document.createElement("div");
  root.append(sanitize(html));
  return { html: root.innerHTML, root };
}

const HOSTILE = [
  `<img src=x onerror="alert(1)">`,
  `<svg onload=alert(1)></svg>`,
  `<svg><style><img src=x onerror=alert(1)></style></svg>`,
  `<svg><script>alert(1)</script></svg>`,
  `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
  `<svg><animate attributeName=href values=javascript:alert(1) /></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  `<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>`,
  `<a href="javascript:alert(1)">x</a>`,
  `<a href="jav&#x09;ascript:alert(1)">x</a>`,
  `<a href=" &#14; javascript:alert(1)">x</a>`,
  `<a href="JaVaScRiPt:alert(1)">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>`,
  `<iframe src="javascript:alert(1)"></iframe>`,
  `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `<object data="javascript:alert(1)"></object>`,
  `<embed src="javascript:alert(1)">`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:alert(1)">`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<style>* { background: url(https://evil.example) }</style>`,
  `<template><script>alert(1)</script></template>`,
  `<details ontoggle=alert(1) open></details>`,
  `<video><source onerror="alert(1)"></video>`,
  `<body onload=alert(1)>`,
  `<x onclick=alert(1)>x</x>`,
];

test.each(HOSTILE)("nothing in %s can run", (markup) => {
  const { root } = clean(markup);
  expect(root.querySelector("script, style, iframe, object, embed, base, meta, link, math, template")).toBeNull();
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^srcdoc$/);
      expect(value).not.toMatch(/script:|^data:/i);
    }
  }
});

test("there is nothing to fill in or to send, but the boxes of a task list", () => {
  const { root } = clean(
    `<form action="https://evil.example"><input name="password" type="password"><textarea></textarea>` +
      `<select><option>x</option></select><input type="checkbox" checked></form>`,
  );
  const controls = [...root.querySelectorAll<HTMLInputElement>("form, input, textarea, select")];
  expect(controls.map(({ type, disabled }) => [type, disabled])).toEqual([["checkbox", true]]);
});

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
  const { html } = clean(`<p class="jp-Dialog nbb-toast mine" data-commandlinker-command="x" accesskey="s">x</p>`);
  expect(html).toBe(`<p class="mine">x</p>`);
});

test("links open in a tab of their own, and those within the text find their place", () => {
  const { root } = clean(`<a href="https://example.org" target="_self">x</a><a href="#there">y</a>`);
  const [out, within] = root.querySelectorAll("a");
  expect(out?.getAttribute("target")).toBe("_blank");
  expect(out?.getAttribute("rel")).toBe("noopener");
  expect(within?.getAttribute("href")).toBe("#user-content-there");
  expect(within?.hasAttribute("target")).toBe(false);
});

test("what authors write stays", () => {
  const markup =
    `<h1 align="center" style="color: red;">T</h1><img src="https://example.org/a.png" alt="A" width="20">` +
    `<details><summary>s</summary>d</details><img src="data:image/png;base64,AAAA" alt=""><kbd>K</kbd>` +
    `<table><tbody><tr><td colspan="2">c</td></tr></tbody></table><audio controls="" src="/a.wav"></audio>`;
  expect(clean(markup).html).toBe(markup);
});
