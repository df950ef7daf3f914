import { expect, test } from "vitest";
import { rest } from "./rest";

const WIDGETS = `
  <div class="lm-Widget widget-container">
    <div class="lm-Widget nbb"><input id="ours"></div>
    <div class="lm-Widget"><textarea id="text">typed</textarea><button id="press">Press</button></div>
    <div class="lm-Widget"><button id="never" disabled>Never</button></div>
    <button class="lm-Widget" id="itself">Itself</button>
    <div class="lm-Widget" id="drawing"><canvas></canvas></div>
  </div>`;

test("widgets of other people rest, their text can be read, and they go back to work", () => {
  document.body.innerHTML = WIDGETS;
  const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
  const text = find<HTMLTextAreaElement>("text");
  const press = find<HTMLButtonElement>("press");
  const never = find<HTMLButtonElement>("never");
  rest(document.body, true);
  rest(document.body, true);
  const itself = find<HTMLButtonElement>("itself");
  expect([text.readOnly, text.disabled, press.disabled, find("drawing").inert]).toEqual([true, false, true, true]);
  expect(itself.disabled).toBe(true);
  expect(find<HTMLInputElement>("ours").readOnly).toBe(false);
  rest(document.body, false);
  expect([text.readOnly, press.disabled, find("drawing").inert]).toEqual([false, false, false]);
  expect(never.disabled).toBe(true);
});
