import { screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../lib/testing";
import type { ClearButtonTraits } from "../traits";
import { clear_button } from "./clear_button";

test("the kernel hears of a click, and clears", async () => {
  const traits = { value: "Clear", variant: "secondary", size: "lg", link: null, _events: ["click"] } as const;
  const shown = await show<ClearButtonTraits>(clear_button, { ...traits, _events: [...traits._events] });
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(shown.events()).toEqual([{ event: "click", state: {}, data: {} }]);
});
