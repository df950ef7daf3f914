import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./clipboard";

/** What the command of the page copies, as a browser does it: the text that is selected, and has the focus by that. */
function fakeCommand(): string[] {
  vi.spyOn(HTMLTextAreaElement.prototype, "select").mockImplementation(function (this: HTMLElement) {
    this.focus();
  });
  const copied: string[] = [];
  const execCommand = () => copied.push((document.querySelector("body > textarea") as HTMLTextAreaElement).value);
  Object.defineProperty(document, "execCommand", { configurable: true, value: execCommand });
  return copied;
}

afterEach(() => {
  Reflect.deleteProperty(document, "execCommand");
});

test.each([
  ["has no clipboard", undefined],
  ["may not write to the clipboard", { writeText: () => Promise.reject(new DOMException("", "NotAllowedError")) }],
])("a page that %s copies by the command, and the focus stays", async (_, clipboard) => {
  vi.spyOn(navigator, "clipboard", "get").mockReturnValue(clipboard as unknown as Clipboard);
  const copied = fakeCommand();
  document.body.innerHTML = "<button>Copy</button>";
  const button = document.querySelector("button") as HTMLElement;
  button.focus();
  await copyText("text");
  expect(copied).toEqual(["text"]);
  expect(document.activeElement).toBe(button);
  expect(document.querySelector("textarea")).toBeNull();
});
