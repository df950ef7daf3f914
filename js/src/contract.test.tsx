/** What holds for every component of the core; the exceptions are listed by name, with a reason. */

import { act, screen } from "@testing-library/preact";
import { describe, expect, test } from "vitest";
import { components } from "./bundles/core";
import type { Component } from "./lib/component";
import { defaults } from "./lib/defaults.testing";
import { SAMPLES } from "./lib/samples.testing";
import { show } from "./lib/testing";

const HOSTILE = "<img src=x onerror=alert(1)>";

/** Components whose frame shows no label and no info. */
const NO_LABEL: Record<string, string> = {
  button: "its text is its label",
  clear_button: "its text is its label",
  markdown: "it is text itself; Gradio shows no label either",
  timer: "nobody sees it",
};

/** Components that show nothing at all. */
const UNSEEN: Record<string, string> = { timer: "it only ticks" };

/** Controls that a read-only component keeps: they change nothing. */
const HARMLESS = /^(copy|download|fill the screen|play|pause|mute|position in|speed|volume|skip|back|forward)/i;

const CONTROLS = "input, textarea, select, button, [role=slider], [role=combobox], [contenteditable]";

const classes = Object.entries(defaults).filter(([, { _stem }]) => _stem in components);

test("every component of the core is here", () => {
  const tested = new Set(classes.map(([, { _stem }]) => _stem));
  expect(Object.keys(components).filter((stem) => stem !== "shell" && stem !== "stage" && !tested.has(stem))).toEqual(
    [],
  );
  expect([...tested].filter((stem) => !(stem in SAMPLES))).toEqual([]);
});

function isShut(control: HTMLElement): boolean {
  const { disabled, readOnly } = control as HTMLInputElement;
  return disabled || readOnly || control.ariaDisabled === "true" || control.getAttribute("aria-disabled") === "true";
}

/** What a visitor sees of it: its markup, and what its fields hold, which is no part of that. */
function looks(el: HTMLElement): unknown[] {
  const fields = [...el.querySelectorAll<HTMLInputElement>("input, textarea, select")];
  return [el.innerHTML, ...fields.map(({ value, checked }) => [value, checked])];
}

describe.each(classes)("%s", (name, { _stem: stem, ...state }) => {
  const component = (components as Record<string, Component>)[stem] as Component;
  const sample = (text: string) => SAMPLES[stem]?.(text) ?? {};
  const showIt = (traits: Record<string, unknown> = {}) =>
    show<Record<string, unknown>>(component, { ...state, label: "Its name", ...sample("first"), ...traits });

  if (!(stem in NO_LABEL)) {
    test("the label shows, hides, and is the name of the class without one", async () => {
      const { update } = await showIt({ show_label: true });
      expect(screen.getByText("Its name").classList).not.toContain("nbb-unseen");
      await update({ show_label: false });
      expect(screen.getByText("Its name").classList).toContain("nbb-unseen");
      await update({ show_label: true, label: null });
      expect(screen.getAllByText(name)).not.toEqual([]);
    });

    test("the info shows", async () => {
      const { update } = await showIt({ info: "Some advice" });
      expect(screen.getByText("Some advice")).toBeTruthy();
      await update({ info: null });
      expect(screen.queryByText("Some advice")).toBeNull();
    });

    test("hostile labels show as they are typed", async () => {
      await showIt({ label: HOSTILE, info: HOSTILE, show_label: true });
      expect(screen.getAllByText(HOSTILE).length).toBeGreaterThanOrEqual(2);
    });
  }

  test("its element has the id and the share of a row that the author says", async () => {
    const { el, update } = await showIt({ elem_id: "mine", scale: 3, min_width: 200 });
    expect(el.id).toBe("mine");
    expect(el.style.getPropertyValue("--nbb-scale")).toBe("3");
    expect(el.style.getPropertyValue("--nbb-min-width")).toBe("200px");
    await update({ elem_id: null });
    expect(el.id).toBe("");
  });

  test("hostile text makes nothing that runs", async () => {
    const { el, update } = await showIt({ label: HOSTILE, info: HOSTILE });
    await update(sample(HOSTILE));
    expect(el.querySelector("[onerror]")).toBeNull();
  });

  test("read-only, it has no control that changes anything", async () => {
    const { el } = await showIt({ _interactive: false });
    const open = [...el.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => !isShut(control));
    const names = open.map((control) => control.getAttribute("aria-label") ?? control.textContent);
    expect(names.filter((label) => !HARMLESS.test(label ?? ""))).toEqual([]);
  });

  test("every control has a name", async () => {
    await showIt();
    for (const role of [
      "button",
      "textbox",
      "checkbox",
      "radio",
      "slider",
      "spinbutton",
      "combobox",
      "listbox",
      "meter",
    ]) {
      expect(screen.queryAllByRole(role, { name: (given) => !given })).toEqual([]);
    }
  });

  test("no two of it on a page share an id", async () => {
    await showIt();
    await showIt();
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id).filter(Boolean);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("an update shows, and leaves the focus where it is", async () => {
    const { el, update } = await showIt();
    const before = looks(el);
    const control = el.querySelector<HTMLInputElement>(CONTROLS);
    act(() => control?.focus());
    await update(sample("another"));
    if (!(stem in UNSEEN)) expect(looks(el)).not.toEqual(before);
    await update({ label: "Its other name" });
    if (control && !control.disabled) expect(document.activeElement).toBe(control);
  });

  test("when its view goes, nothing of it listens any more", async () => {
    const { el, model, abort } = await showIt();
    expect(model.listening).toBeGreaterThan(0);
    abort();
    expect(model.listening).toBe(0);
    expect(el.innerHTML).toBe("");
  });
});
