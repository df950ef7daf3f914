import { expect, test } from "vitest";
import { ansi } from "./ansi";

function shown(text: string) {
  const element = document.createElement("pre");
  element.append(ansi(text));
  return element;
}

test("colours become classes until they are reset", () => {
  const element = shown("plain \x1b[31;1mred\x1b[39m bold\x1b[0m plain");
  expect(element.textContent).toBe("plain red bold plain");
  const spans = [...element.querySelectorAll("span")].map((span) => [span.textContent, span.className]);
  expect(spans).toEqual([
    ["red", "nbb-ansi-red nbb-ansi-bold"],
    [" bold", "nbb-ansi-bold"],
  ]);
});

test("markup stays text", () => {
  const element = shown("\x1b[32m<img src=x onerror=alert(1)>\x1b[0m");
  expect(element.querySelector("img")).toBeNull();
  expect(element.textContent).toBe("<img src=x onerror=alert(1)>");
});

test("sequences that are no colours vanish", () => {
  expect(shown("a\x1b[2Kb\x1b[1;5Hc\x1b[38;5;28md").textContent).toBe("abcd");
});
