import { expect, test } from "vitest";
import { morph } from "./morph";

function element(html: string): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = html;
  return root;
}

test.each([
  ["<p>a</p>", "<p>ab</p>"],
  ["<p>a</p><p>b</p>", "<p>a</p>"],
  ["", "<ul><li>a</li></ul>text"],
  ["<p>a</p>", "<h1>a</h1>"],
  ["<p class='x' title='t'>a</p>", "<p id='y'>a</p>"],
  ["text<b>x</b>", "<!-- c --><b>y</b><i></i>"],
])("%s becomes %s", (before, after) => {
  const target = element(before);
  morph(target, element(after));
  expect(target.innerHTML).toBe(element(after).innerHTML);
});

test("nodes that can stay are the same nodes", () => {
  const target = element("<p>one <b>two</b></p>");
  const [text, bold] = target.firstElementChild?.childNodes ?? [];
  morph(target, element("<p>one and <b class='x'>two</b> three</p>"));
  expect([...(target.firstElementChild?.childNodes ?? [])].slice(0, 2)).toEqual([text, bold]);
});

test("a selection in a text that grows stays", () => {
  const target = document.body.appendChild(element("<p>hello</p>"));
  const text = target.firstElementChild?.firstChild as Text;
  const range = document.createRange();
  range.setStart(text, 1);
  range.setEnd(text, 4);
  morph(target, element("<p>hello world</p><p>more</p>"));
  expect([range.startContainer, range.startOffset, range.endOffset]).toEqual([text, 1, 4]);
  target.remove();
});

test("what the visitor opened stays open, and the focus stays", () => {
  const target = document.body.appendChild(element("<details><summary>s</summary>a</details><button>b</button>"));
  target.querySelector("details")?.setAttribute("open", "");
  target.querySelector("button")?.focus();
  morph(target, element("<details><summary>s</summary>ab</details><button class='x'>c</button>"));
  expect(target.querySelector("details")?.hasAttribute("open")).toBe(true);
  expect(document.activeElement?.textContent).toBe("c");
  target.remove();
});
