import { expect, test } from "vitest";
import { component } from "./component";
import { show } from "./testing";

interface Dressed {
  _dom_classes: string[];
}

const nothing = component<Dressed>("bare", () => null);

test("classes come and go with the kernel, as when a component is shown or hidden", async () => {
  const shown = await show<Dressed>(nothing, { _dom_classes: ["mine", "nbb-hidden"] });
  expect([...shown.el.classList]).toEqual(expect.arrayContaining(["nbb", "mine", "nbb-hidden"]));
  await shown.update({ _dom_classes: ["mine"] });
  expect(shown.el.classList.contains("nbb-hidden")).toBe(false);
  expect([...shown.el.classList]).toEqual(expect.arrayContaining(["nbb", "mine"]));
});
