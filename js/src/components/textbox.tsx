import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { CopyButton } from "../lib/copy_button";
import { isDeaf } from "../lib/line";
import type { TextboxTraits } from "../traits";
import "./textbox.css";

const MOST_LINES = 20;
/** As the kernel takes at most where the author sets no limit. */
const MOST_CHARACTERS = 500_000;

type Field = HTMLTextAreaElement & HTMLInputElement;

/** Makes a box as high as its text, between `lines` and `max_lines`. */
function fitHeight(field: HTMLElement, lines: number, most: number): void {
  const style = getComputedStyle(field);
  const line = Number.parseFloat(style.lineHeight) || 20;
  const around = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom) + 2;
  field.style.height = "0";
  const height = Math.min(Math.max(field.scrollHeight + 2, lines * line + around), most * line + around);
  field.style.height = `${height}px`;
}

/** Calls back when the width changes: a tab that was closed has none, and a phone may be turned. */
function onWidth(field: HTMLElement, callback: () => void): () => void {
  let width = field.clientWidth;
  const observer = new ResizeObserver(() => {
    if (field.clientWidth === width) return;
    width = field.clientWidth;
    callback();
  });
  observer.observe(field);
  return () => observer.disconnect();
}

/** Keeps the caret and the scroll where the reader left them when the text changes under them. */
function useQuietUpdate(traits: Props<TextboxTraits>["traits"]) {
  const ref = useRef<Field>(null);
  const value = traits.value ?? "";
  const { lines, autoscroll, type } = traits;
  const most = traits.max_lines ?? Math.max(lines, MOST_LINES);
  useLayoutEffect(() => {
    const field = ref.current;
    if (!field) return;
    const focused = field.ownerDocument.activeElement === field;
    const [start, end] = [field.selectionStart, field.selectionEnd];
    const atEnd = field.scrollHeight - field.scrollTop - field.clientHeight < 8;
    if (field.value !== value) {
      field.value = value;
      if (focused && start !== null) field.setSelectionRange(start, end);
    }
    if (type === "text") fitHeight(field, lines, most);
    if (autoscroll && atEnd && !focused) field.scrollTop = field.scrollHeight;
  });
  useEffect(() => {
    const field = ref.current;
    return field && type === "text" ? onWidth(field, () => fitHeight(field, lines, most)) : undefined;
  }, [type, lines, most]);
  return ref;
}

interface SideProps {
  text: string | boolean;
  fallback: string;
  disabled: boolean;
  onClick: () => void;
}

function Side({ text, fallback, disabled, onClick }: SideProps) {
  return text ? (
    <button type="button" class="nbb-button-face nbb-primary nbb-sm" disabled={disabled} onClick={onClick}>
      {text === true ? fallback : text}
    </button>
  ) : null;
}

function TextboxView({ traits, emit, id, health }: Props<TextboxTraits>) {
  const ref = useQuietUpdate(traits);
  const { lines, type, _interactive: interactive } = traits;
  // One of two elements, of which we use what both have.
  const Tag = (type === "text" ? "textarea" : "input") as "textarea";

  function onKeyDown(event: KeyboardEvent) {
    const submits = event.key === "Enter" && (type !== "text" || (lines === 1) !== event.shiftKey);
    if (!submits || event.isComposing || !interactive) return;
    event.preventDefault();
    emit("submit", { value: (event.currentTarget as Field).value });
  }

  function onSelect(event: Event) {
    const { selectionStart, selectionEnd, value } = event.currentTarget as Field;
    if (selectionStart === selectionEnd) return;
    emit(
      "select",
      {},
      { index: [selectionStart, selectionEnd], value: value.slice(selectionStart ?? 0, selectionEnd ?? 0) },
    );
  }

  return (
    <div class="nbb-textbox-row">
      <Tag
        ref={ref}
        id={id}
        class="nbb-control"
        {...(type === "text" ? {} : { type })}
        rows={type === "text" ? lines : undefined}
        placeholder={traits.placeholder ?? ""}
        maxLength={traits.max_length ?? MOST_CHARACTERS}
        disabled={!interactive && !traits.value}
        readOnly={!interactive}
        dir={traits.rtl ? "rtl" : "ltr"}
        style={traits.text_align ? { textAlign: traits.text_align } : undefined}
        autoFocus={traits.autofocus ?? false}
        aria-describedby={traits.info ? `${id}-info` : undefined}
        onInput={(event) => emit("input", { value: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        onSelect={onSelect}
        onFocus={() => emit("focus")}
        onBlur={() => emit("blur")}
      />
      {(traits.show_copy_button || traits.buttons?.includes("copy")) && (
        <CopyButton text={traits.value ?? ""} onCopy={() => emit("copy", {}, { value: traits.value })} />
      )}
      <Side
        text={traits.submit_btn}
        fallback="Submit"
        disabled={!interactive}
        onClick={() => emit("submit", { value: ref.current?.value ?? "" })}
      />
      <Side text={traits.stop_btn} fallback="Stop" disabled={isDeaf(health.value)} onClick={() => emit("stop")} />
    </div>
  );
}

export const textbox = component<TextboxTraits>("field", TextboxView);
