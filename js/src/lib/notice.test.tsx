import { type Signal, signal } from "@preact/signals";
import { act, render, screen } from "@testing-library/preact";
import { beforeEach, expect, test } from "vitest";
import type { Health } from "./line";
import { LoneNotice, Notice } from "./notice";

let health: Signal<Health>;

beforeEach(() => {
  health = signal<Health>("live");
});

const become = (now: Health) => act(() => void (health.value = now));

function Box({ el }: { el: HTMLElement }) {
  return <LoneNotice el={el} health={health} />;
}

/** Shows the notice of each component of an output. */
function output(html: string): HTMLElement {
  const { container } = render(<div class="jp-OutputArea-output" dangerouslySetInnerHTML={{ __html: html }} />);
  for (const el of container.querySelectorAll<HTMLElement>(".nbb")) render(<Box el={el} />, { container: el });
  return container as HTMLElement;
}

test.each([
  ["busy", "status", "The kernel is busy."],
  ["cut", "alert", "kept, and sent when it is back"],
  ["away", "alert", "the server does not answer"],
  ["ended", "alert", "run the cell again"],
] as const)("a kernel that is %s is told", async (now, role, words) => {
  render(<Notice health={health} />);
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

test("components in an app leave it to the app", async () => {
  const shown = output('<div class="nbb-blocks"><div class="nbb"></div></div>');
  await become("ended");
  expect(shown.querySelectorAll("[role=alert]").length).toBe(0);
});
