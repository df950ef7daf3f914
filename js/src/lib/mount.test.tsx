import { expect, test } from "vitest";
import { component } from "./component";
import { FakeModel, show } from "./testing";

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

test("a layout that the author touches later is followed", async () => {
  const shown = await show<Dressed>(nothing, { _dom_classes: [] });
  const layout = new FakeModel({ width: "50%", max_height: null });
  const attributes = { width: "50%", max_height: null as string | null };
  Object.assign(layout, { attributes });
  await shown.update({ layout });
  expect(shown.el.style.width).toBe("50%");
  attributes.max_height = "20px";
  layout.trigger("change");
  expect(shown.el.style.maxHeight).toBe("20px");
  shown.abort();
  expect(layout.listening).toBe(0);
});
