import { act, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Markup, type MarkupProps } from "./markup";

const DISPLAY = [{ left: "$$", right: "$$", display: true }];

// KaTeX warns of pages without a doctype.
Object.defineProperty(document, "compatMode", { value: "CSS1Compat" });

const BUNDLES: Record<string, () => Promise<unknown>> = {
  highlight: () => import("../bundles/highlight"),
  katex: () => import("../bundles/katex"),
};

function show(props: Partial<MarkupProps>) {
  const load = vi.fn(async (name: string) => BUNDLES[name]?.());
  const shown = render(<Markup text="" load={load} delimiters={DISPLAY} {...props} />);
  const update = (changed: Partial<MarkupProps>) =>
    act(() => shown.rerender(<Markup text="" load={load} delimiters={DISPLAY} {...props} {...changed} />));
  return { ...shown, load, update };
}

test("text without code or formulas loads nothing more", () => {
  const { load } = show({ text: "# Title\n\n`code`, $5\n\n```\nplain\n```" });
  expect(screen.getByRole("heading", { name: "Title" })).toBeTruthy();
  expect(load).not.toHaveBeenCalled();
});

test("code shows at once, and in colours when they are there", async () => {
  const { load, container } = show({ text: "```python\ndef f(): pass\n```" });
  expect(container.querySelector("code")?.innerHTML).toBe("def f(): pass\n");
  await vi.waitFor(() => expect(container.querySelector(".hljs-keyword")?.textContent).toBe("def"));
  expect(container.querySelector("code")?.textContent).toBe("def f(): pass\n");
  expect(load.mock.calls).toEqual([["highlight"]]);
});

test("code of a language that nobody knows stays as it is", async () => {
  const { container, load } = show({ text: "```klingon\n<b>Qapla'</b>\n```" });
  await vi.waitFor(() => expect(load).toHaveBeenCalled());
  await act(async () => {});
  expect(container.querySelector("code")?.textContent).toBe("<b>Qapla'</b>\n");
  expect(container.querySelector("b")).toBeNull();
});

test("a formula shows as it is typed, and is set when KaTeX is there", async () => {
  const { load, container } = show({ text: "Euler: $$e^{i\\pi}$$" });
  expect(container.textContent?.trim()).toBe("Euler: $$e^{i\\pi}$$");
  await vi.waitFor(() => expect(container.querySelector(".katex-display")).toBeTruthy());
  expect(container.textContent).not.toContain("$$");
  expect(load.mock.calls).toEqual([["katex"]]);
});

test.each([
  "\\href{javascript:alert(1)}{x}",
  "\\url{javascript:alert(1)}",
  "\\htmlClass{nbb-toast}{x}",
  "\\htmlId{x}{y}",
  "\\htmlStyle{position:fixed}{x}",
  "\\includegraphics{https://evil.example/x.png}",
])("the formula %s reaches nothing", async (formula) => {
  const { container } = show({ text: `$$${formula}$$` });
  await vi.waitFor(() => expect(container.querySelector(".katex, .katex-error")).toBeTruthy());
  expect(container.querySelector("a, img, .nbb-toast, [id]")).toBeNull();
  for (const element of container.querySelectorAll<HTMLElement>("*")) expect(element.style.position).not.toBe("fixed");
});

test("a formula with a mistake shows what was typed", async () => {
  const { container } = show({ text: "$$\\frac{1}$$" });
  await vi.waitFor(() => expect(container.querySelector(".katex-error")?.textContent).toBe("\\frac{1}"));
});

test("while a text grows, what stands stays the same nodes, and is set at once", async () => {
  const shown = show({ text: "# A\n\n$$x$$\n\nb" });
  await vi.waitFor(() => expect(shown.container.querySelector(".katex")).toBeTruthy());
  const heading = screen.getByRole("heading");
  const paragraph = screen.getByText("b");
  shown.update({ text: "# A\n\n$$x$$\n\nb and more\n\n$$y$$" });
  expect(screen.getByRole("heading")).toBe(heading);
  expect(paragraph.textContent).toBe("b and more");
  expect(shown.container.querySelectorAll(".katex-display")).toHaveLength(2);
});

test("a formula that was waiting is set although the text went on", async () => {
  let arrive = (_bundle: unknown) => {};
  const load = () =>
    new Promise<unknown>((resolve) => {
      arrive = resolve;
    });
  const shown = show({ text: "$$x$$\n\na", load });
  const first = arrive;
  shown.update({ text: "$$x$$\n\na b", load });
  first(await import("../bundles/katex"));
  await vi.waitFor(() => expect(shown.container.querySelector(".katex")).toBeTruthy());
});

test("a text that gets shorter leaves nothing behind", () => {
  const { container, update } = show({ text: "a\n\nb\n\nc" });
  update({ text: "a" });
  expect(container.textContent?.trim()).toBe("a");
  update({ text: "" });
  expect(container.textContent).toBe("");
});

test("markup in a text is harmless, unless the author trusts it", () => {
  const text = '<img src="x" onerror="alert(1)"><b onclick="alert(1)">b</b>';
  const { container, update } = show({ text });
  expect(container.querySelector("[onerror], [onclick]")).toBeNull();
  update({ text, sanitized: false });
  expect(container.querySelector("[onclick]")).toBeTruthy();
});

test("headings link to themselves if the author says so", () => {
  const { update } = show({ text: "## Größe & Maß\n\n[there](#größe--maß)" });
  const heading = screen.getByRole("heading", { name: "Größe & Maß" });
  const link = screen.getByRole("link", { name: "there" });
  expect(decodeURIComponent(link.getAttribute("href") ?? "")).toBe(`#${heading.id}`);
  update({ text: "## Größe & Maß", headerLinks: true });
  expect(screen.getByRole("link", { name: "Link to Größe & Maß" }).getAttribute("href")).toBe(`#${heading.id}`);
});

test("a block of code can be copied", async () => {
  const user = userEvent.setup();
  show({ text: "```\nx = 1\n```" });
  await user.click(screen.getByRole("button", { name: "Copy code" }));
  expect(await navigator.clipboard.readText()).toBe("x = 1\n");
});

test("it runs from right to left if the author says so", () => {
  const { container } = show({ text: "مرحبا", rtl: true });
  expect(container.firstElementChild?.getAttribute("dir")).toBe("rtl");
});
