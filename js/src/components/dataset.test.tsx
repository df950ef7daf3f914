import { screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { DatasetTraits } from "../traits";
import { dataset } from "./dataset";

const text = (value: string) => ({ text: value, image: null });

const TRAITS: Partial<DatasetTraits> = {
  label: "Examples",
  value: null,
  samples: [[text("Ada")], [text("Grace")], [text("Alan")]],
  headers: [],
  arrangement: null,
  samples_per_page: 10,
  sample_labels: null,
};
const ROWS = [
  [text("2"), text("add")],
  [text("3"), text("multiply")],
];

const showSamples = (traits: Partial<DatasetTraits> = {}) => show<DatasetTraits>(dataset, { ...TRAITS, ...traits });

test("samples of one value are buttons; a click says which one", async () => {
  const shown = await showSamples({ _events: ["click"] });
  const group = screen.getByRole("group", { name: "Examples" });
  await userEvent.click(within(group).getByRole("button", { name: "Grace" }));
  expect(shown.events()).toEqual([{ event: "click", state: { value: 1 }, data: {} }]);
});

test("the same sample can be picked twice, by keyboard too", async () => {
  const shown = await showSamples({ _events: ["click"] });
  screen.getByRole("button", { name: "Alan" }).focus();
  await userEvent.keyboard("{Enter} ");
  expect(shown.events().map(({ state }) => state)).toEqual([{ value: 2 }, { value: 2 }]);
});

test("a click selects too, for those who listen", async () => {
  const shown = await showSamples({ _events: ["select"] });
  await userEvent.click(screen.getByRole("button", { name: "Ada" }));
  expect(shown.events().at(-1)).toEqual({ event: "select", state: {}, data: {} });
});

test("samples of several values are rows of a table with titles", async () => {
  const shown = await showSamples({ samples: ROWS, headers: ["Number", "Operation"], _events: ["click"] });
  expect(screen.getAllByRole("columnheader").map((header) => header.textContent)).toEqual(["Number", "Operation"]);
  expect(screen.getByRole("cell", { name: "multiply" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "3, multiply" }));
  expect(shown.events().at(-1)?.state).toEqual({ value: 1 });
});

test("labels stand in the place of values", async () => {
  const shown = await showSamples({ samples: ROWS, sample_labels: ["Sum", "Product"] });
  expect(screen.queryByRole("table")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Product" }));
  expect(shown.events().at(-1)?.state).toEqual({ value: 1 });
});

test("pages hold as many as they are told; an index counts over all of them", async () => {
  const shown = await showSamples({ samples_per_page: 2 });
  expect(screen.queryByRole("button", { name: "Alan" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Page 2" }));
  expect(screen.queryByRole("button", { name: "Ada" })).toBeNull();
  expect(screen.getByRole("button", { name: "Page 2" }).getAttribute("aria-current")).toBe("page");
  await userEvent.click(screen.getByRole("button", { name: "Alan" }));
  expect(shown.events().at(-1)?.state).toEqual({ value: 2 });
  await shown.update({ samples: [[text("Edsger")]] });
  expect(screen.getByRole("button", { name: "Edsger" })).toBeTruthy();
  expect(screen.queryByRole("navigation")).toBeNull();
});

test("a picture is shown small, with its name", async () => {
  await showSamples({ samples: [[{ text: "boat.png", image: "data:image/webp;base64,AAAA" }]] });
  expect(screen.getByRole("button", { name: "boat.png" })).toBeTruthy();
  expect(screen.getByRole("img", { name: "boat.png" }).getAttribute("src")).toBe("data:image/webp;base64,AAAA");
});

test("markup in a sample stays text", async () => {
  const shown = await showSamples({ samples: [[text("<img src=x onerror=alert(1)>")]] });
  expect(shown.el.querySelector("img")).toBeNull();
});

test("nothing can be picked while it is not interactive", async () => {
  const shown = await showSamples({ _interactive: false, _events: ["click"] });
  await userEvent.click(screen.getByRole("button", { name: "Ada" }));
  expect(shown.events()).toEqual([]);
});
