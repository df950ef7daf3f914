import { act, renderHook } from "@testing-library/preact";
import { expect, test } from "vitest";
import { useCombobox } from "./combobox";

test("a list that was open when its box was disabled does not open by itself again", async () => {
  const options = {
    choices: [["one", 1] as [string, number]],
    chosen: [],
    several: false,
    filters: true,
    custom: false,
    choose: () => {},
    enter: () => {},
    erase: () => {},
  };
  const { result, rerender } = renderHook(({ interactive }) => useCombobox({ ...options, interactive }), {
    initialProps: { interactive: true },
  });
  await act(() => result.current.type("o"));
  expect(result.current.open).toBe(true);
  rerender({ interactive: false });
  rerender({ interactive: true });
  expect(result.current).toMatchObject({ open: false, query: null });
});
