// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so do the templates of HTML look

import { expect, test } from "vitest";
import { fill, forCss } from "./template";

test.each([
  ["${value}", { value: "<b>x</b>" }, "<b>x</b>"],
  ["{{value}}", { value: "<b>x</b>" }, "&#60;b&#62;x&#60;/b&#62;"],
  ["{{{value}}}", { value: "<b>x</b>" }, "<b>x</b>"],
  ["${ value } of ${total}", { value: 0, total: 3 }, "0 of 3"],
  ["${person.name}", { person: { name: "Ada" } }, "Ada"],
  ["${nothing}${nobody.name}", { nothing: null }, ""],
  ["${value}", { value: ["a"] }, '["a"]'],
  ["{{#each value}}<b>{{this}}</b>{{/each}}", { value: ["a", "<"] }, "<b>a</b><b>&#60;</b>"],
  [
    "{{#each value}}{{@index}}{{name}}${unit} {{/each}}",
    { value: [{ name: "a" }, { name: "b" }], unit: "m" },
    "0am 1bm ",
  ],
  ["{{#each value}}{{@key}}={{this}};{{/each}}", { value: { a: 1, b: 2 } }, "a=1;b=2;"],
  ["{{#each value}}x{{else}}none{{/each}}", { value: [] }, "none"],
  ["{{#if value}}yes{{else}}no{{/if}}", { value: 0 }, "no"],
  ["{{#if value}}yes{{else}}no{{/if}}", { value: "x" }, "yes"],
  ["{{#unless value}}no{{/unless}}", { value: [] }, "no"],
  ["{{#each rows}}{{#each this}}{{this}}{{/each}};{{/each}}", { rows: [[1, 2], [3]] }, "12;3;"],
  ["{{#each value}}{{#if on}}{{name}}{{/if}}{{/each}}!", { value: [{ on: true, name: "a" }, { name: "b" }] }, "a!"],
])("%s with %o is %s", (template, data, expected) => {
  expect(fill(template, data)).toBe(expected);
});

test("nothing in a template is run, and no inherited property is found", () => {
  expect(fill("${1 + 1} ${alert(1)}", {})).toBe("${1 + 1} ${alert(1)}");
  expect(fill("${constructor.name}${value.constructor}", { value: {} })).toBe("");
});

test("no value ends a rule of CSS or loads anything", () => {
  const data = forCss({
    color: "red; } body { display: none",
    image: "url(https://evil.example)",
    size: 3,
    list: ["a}"],
  });
  expect(data).toEqual({ color: "red  body  display none", image: "", size: 3, list: ["a"] });
});
