import { expect, test } from "vitest";
import { type Delimiter, type Flavour, type Reading, read } from "./markdown";

const DISPLAY: Delimiter = { left: "$$", right: "$$", display: true };
const INLINE: Delimiter = { left: "$", right: "$", display: false };

const PLAIN: Flavour = { breaks: false, delimiters: [] };

const partsOf = (text: string, flavour: Flavour) => read(text, flavour).parts;

const html = (text: string, delimiters: Delimiter[] = [DISPLAY], breaks = false) =>
  partsOf(text, { breaks, delimiters })
    .map((part) => part.html())
    .join("");

test("it is GitHub's flavour", () => {
  expect(html("~~a~~")).toContain("<del>a</del>");
  expect(html("- [x] a")).toMatch(/<input (?=.*checked)(?=.*checkbox)/);
  expect(html("see https://a.org or www.b.org.")).toMatch(/href="https:\/\/a.org".*href="http:\/\/www.b.org"/);
  expect(html("|a|b|\n|-|:-:|\n|1|2|")).toMatch(/<td align="center">2<\/td>/);
  expect(html("```python\nx < 1\n```")).toContain('<code class="language-python">x &lt; 1');
});

test("a new line is one on the page only if the author says so", () => {
  expect(html("a\nb")).not.toContain("<br>");
  expect(html("a\nb", [], true)).toContain("<br>");
});

test.each([
  ["a $$x_1 * y_2 * z$$ b", '<p>a <span data-tex="2,2" data-display>$$x_1 * y_2 * z$$</span> b</p>'],
  ["$$\na\n- b\n= c\n$$", '<div data-tex="2,2" data-display>$$\na\n- b\n= c\n$$</div>'],
  ["before\n$$x$$\nafter", '<p>before</p>\n<div data-tex="2,2" data-display>$$x$$</div><p>after</p>'],
  ["a < $$b < c$$", '<p>a &lt; <span data-tex="2,2" data-display>$$b &#60; c$$</span></p>'],
])("%j holds a formula", (text, expected) => {
  expect(html(text).trim()).toBe(expected);
});

test.each(["costs $5 and $6", "`$$x$$`", "```\n$$x$$\n```", "$$ open", "$$$$", "\\$\\$x\\$\\$"])(
  "%j holds none",
  (text) => {
    expect(html(text)).not.toContain("data-tex");
  },
);

test("the author says what formulas stand between", () => {
  expect(html("$x$ and $$y$$", [INLINE, DISPLAY])).toMatch(/<span data-tex="1,1">.*<span data-tex="2,2" data-display>/);
  expect(html("\\(x\\)", [{ left: "\\(", right: "\\)", display: false }])).toContain('<span data-tex="2,2">');
  expect(html("$x \\text{a $y$ b} z$", [INLINE])).toContain("$x \\text{a $y$ b} z$</span>");
  expect(
    html("\\begin{align}x\\end{align}", [{ left: "\\begin{align}", right: "\\end{align}", display: true }]),
  ).toContain('data-tex="0,0"');
  expect(html("$$x$$", [])).not.toContain("data-tex");
});

test("markup that spans several parts of a text stays together", () => {
  const parts = partsOf('<div align="center">\n\n# T\n\n<br>\n\n</div>\n\nafter', PLAIN);
  expect(parts.map((part) => part.html().trim().replace(/\s+/g, " "))).toEqual([
    '<div align="center"><h1>T</h1> <br></div>',
    "<p>after</p>",
  ]);
});

test("a growing text changes only its last part", () => {
  const keys = (text: string) => partsOf(text, PLAIN).map(({ key }) => key);
  const before = keys("# a\n\nb\n\n- c");
  expect(keys("# a\n\nb\n\n- c\n- d").slice(0, 2)).toEqual(before.slice(0, 2));
});

test("links by reference are found from any part, and change with their definition", () => {
  const [first] = partsOf("[a]\n\n[a]: https://a.org", PLAIN);
  expect(first?.html()).toContain('href="https://a.org"');
  expect(first?.key).not.toBe(partsOf("[a]\n\n[a]: https://b.org", PLAIN)[0]?.key);
});

const GROWING = [
  "# a\n\nb *c*\n\n- d\n- e\n\n  f\n\n1. g\n\n2. h\n\nend",
  "a\n\n```python\nb\n\nc\n```\n\nd\n\n    e\n\n    f\n\ng",
  "a\n\nb\n\n$$\nc\n\n- d\n\ne\n$$\n\nf\n\n$$g$$\n\nh",
  "a\n\n<div>\n\nb\n\n<details><summary>c</summary>\n\nd\n\n</details>\n\n</div>\n\ne",
  "a [b]\n\nc\n\nd\n\n[b]: https://b.org\n\ne",
  "a\n=\n\n|b|c|\n|-|-|\n|d|e|\n\n> f\ng\n\n> h\n\n<!-- i\n\nj -->\n\nk\n\n***\n\nl",
  "a\r\n\r\nb\r\n\r\nc\r\n\r\nd",
];

test.each(GROWING)("%j reads letter by letter as it does at once", (text) => {
  const flavour = { breaks: false, delimiters: [DISPLAY] };
  let reading: Reading | undefined;
  for (let length = 0; length <= text.length; length++) {
    reading = read(text.slice(0, length), flavour, reading);
    expect(reading.parts.map((part) => part.html()).join("")).toBe(
      read(text.slice(0, length), flavour)
        .parts.map((part) => part.html())
        .join(""),
    );
  }
});

test("a long text that grows is read from near its end", () => {
  const text = "a\n\n".repeat(100);
  const before = read(text, PLAIN);
  const after = read(`${text}b`, PLAIN, before);
  expect(after.parts.slice(0, 98)).toEqual(before.parts.slice(0, 98));
  expect(after.parts[97]).toBe(before.parts[97]);
});
