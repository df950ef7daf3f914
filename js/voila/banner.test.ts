import { screen } from "@testing-library/dom";
import { beforeEach, expect, test } from "vitest";
import { announce } from "./banner";

beforeEach(() => {
  document.body.innerHTML = '<div id="nbb-banner" role="alert" hidden></div>';
});

test("a page whose app did not arrive says that it has ended", () => {
  announce("ended", document.getElementById("nbb-page"));
  expect(screen.getByRole("alert").textContent).toMatch(/^The session has ended/);
  expect(screen.getByRole("button", { name: "Reload" })).toBeTruthy();
});

test("what is said is taken back when the connection is there again", () => {
  const page = document.body.appendChild(document.createElement("main"));
  page.innerHTML = '<div class="lm-Widget"><input></div>';
  const input = page.querySelector("input") as HTMLInputElement;
  announce("away", page);
  expect([screen.getByRole("alert").hidden, input.readOnly]).toEqual([false, true]);
  announce("live", page);
  expect(document.getElementById("nbb-banner")).toMatchObject({ hidden: true, textContent: "" });
  expect(input.readOnly).toBe(false);
});
