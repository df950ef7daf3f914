import { screen } from "@testing-library/dom";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mendContainers } from "./containers";

const ACCORDION = `
  <div class="nbb-accordion nbb-id--more">
    <div class="jupyter-widget-Collapse">
      <div class="jupyter-widget-Collapse-header"><i></i><span>More</span></div>
    </div>
  </div>`;

const TABS = `
  <div class="nbb-tabs nbb-off--1">
    <div class="lm-TabBar">
      <ul><li class="lm-TabBar-tab" role="tab" tabindex="0">One</li><li class="lm-TabBar-tab" role="tab" tabindex="-1">Two</li></ul>
    </div>
  </div>`;

let end: AbortController;

function app(html = ""): HTMLElement {
  document.body.innerHTML = `<div class="nbb-blocks">${html}</div>`;
  const root = document.body.firstElementChild as HTMLElement;
  mendContainers(root, end.signal);
  return root;
}

beforeEach(() => {
  end = new AbortController();
});
afterEach(() => end.abort());

test("a container has the id of its author", () => {
  app(ACCORDION);
  expect(document.querySelector("#more")?.classList).toContain("nbb-accordion");
});

test("a container that comes later has it, too", async () => {
  const root = app();
  root.innerHTML = ACCORDION;
  await vi.waitFor(() => expect(document.querySelector("#more")).not.toBeNull());
});

test("an accordion opens by keyboard", async () => {
  app(ACCORDION);
  const clicked = vi.fn();
  const header = screen.getByRole("button", { name: "More" });
  header.addEventListener("click", clicked);
  await userEvent.tab();
  expect(document.activeElement).toBe(header);
  await userEvent.keyboard("{Enter} ");
  expect(clicked).toHaveBeenCalledTimes(2);
});

test("an accordion tells whether it is open", async () => {
  app(ACCORDION);
  const header = screen.getByRole("button", { name: "More" });
  expect(header.getAttribute("aria-expanded")).toBe("false");
  header.parentElement?.classList.add("jupyter-widget-Collapse-open");
  await vi.waitFor(() => expect(header.getAttribute("aria-expanded")).toBe("true"));
});

test("a tab out of use says so, as long as it is", async () => {
  const tabs = app(TABS).firstElementChild as HTMLElement;
  const disabled = () => screen.getAllByRole("tab").map((tab) => tab.getAttribute("aria-disabled"));
  expect(disabled()).toEqual([null, "true"]);
  tabs.classList.replace("nbb-off--1", "nbb-off--0");
  await vi.waitFor(() => expect(disabled()).toEqual(["true", null]));
});

test("a tab out of use is opened neither by mouse nor by keyboard", async () => {
  app(TABS);
  const opened = vi.fn();
  const bar = document.querySelector(".lm-TabBar") as HTMLElement;
  for (const kind of ["pointerdown", "mousedown", "keydown"]) bar.addEventListener(kind, opened);
  const [one, two] = screen.getAllByRole("tab") as HTMLElement[];
  await userEvent.click(two as HTMLElement);
  two?.focus();
  await userEvent.keyboard("{Enter} ");
  expect(opened).not.toHaveBeenCalled();
  await userEvent.keyboard("{ArrowLeft}");
  expect(opened).toHaveBeenCalledOnce();
  await userEvent.click(one as HTMLElement);
  expect(opened).toHaveBeenCalledTimes(3);
});
