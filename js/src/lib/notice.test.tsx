import { type Signal, signal } from "@preact/signals";
import { act, render, screen } from "@testing-library/preact";
import { beforeEach, expect, test } from "vitest";
import type { Health } from "./line";
import { Notice } from "./notice";

let health: Signal<Health>;

beforeEach(() => {
  health = signal<Health>("live");
});

const become = (now: Health) =>
  act(() => {
    health.value = now;
  });

/** Shows the notice of each component of an output. */
function output(html: string): HTMLElement {
  const { container } = render(<div class="jp-OutputArea-output" dangerouslySetInnerHTML={{ __html: html }} />);
  for (const el of container.querySelectorAll<HTMLElement>(".nbb"))
    render(<Notice el={el} health={health} />, { container: el });
  return container as HTMLElement;
}

test.each([
  ["busy", "status", "The kernel is busy."],
  ["cut", "alert", "kept, and sent when it is back"],
  ["away", "alert", "the server does not answer"],
  ["ended", "alert", "run the cell again"],
] as const)("a kernel that is %s is told", async (now, role, words) => {
  output('<div class="nbb"></div>');
  expect(screen.queryByRole(role)).toBeNull();
  await become(now);
  expect(screen.getByRole(role).textContent).toContain(words);
  await become("live");
  expect(screen.queryByRole(role)).toBeNull();
});

test("components that are shown without an app say it once in their output", async () => {
  const shown = output('<div class="nbb"></div><div class="nbb"></div>');
  await become("ended");
  expect(shown.querySelectorAll("[role=alert]").length).toBe(1);
});

test("components in an app leave it to its shell", async () => {
  const shown = output('<div class="nbb-blocks"><div class="nbb"></div><div class="nbb nbb-shell"></div></div>');
  await become("ended");
  expect([...shown.querySelectorAll("[role=alert]")].map((el) => el.parentElement?.className)).toEqual([
    "nbb nbb-shell",
  ]);
});

test("an app in another leaves it to the outer one", async () => {
  const inner = '<div class="nbb-blocks"><div class="nbb nbb-shell" id="inner"></div></div>';
  const shown = output(`<div class="nbb-blocks">${inner}<div class="nbb nbb-shell" id="outer"></div></div>`);
  await become("ended");
  expect([...shown.querySelectorAll("[role=alert]")].map((el) => el.parentElement?.id)).toEqual(["outer"]);
});
