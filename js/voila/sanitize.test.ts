import { expect, test } from "vitest";
import sanitize from "./sanitize";

const OPTIONS = {
  allowedTags: ["a", "b", "img"],
  allowedAttributes: { "*": ["aria-*", "class", "title"], a: ["href"], img: ["src"] },
};

const clean = (dirty: string) => sanitize(dirty, OPTIONS);

test("what is allowed stays", () => {
  const text = '<b class="x" title="y">bold</b> <a href="https://example.org/">link</a>';
  expect(clean(text)).toBe(text);
});

test.each([
  ["<script>alert(1)</script>text", "text"],
  ['<img src="x" onerror="alert(1)">', '<img src="x">'],
  ['<a href="javascript:alert(1)">link</a>', "<a>link</a>"],
  ["<h1>title</h1>", "title"],
  ['<b style="position: fixed">bold</b>', "<b>bold</b>"],
])("%s is cleaned", (dirty, expected) => {
  expect(clean(dirty)).toBe(expected);
});
