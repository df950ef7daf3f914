import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Key, labelOfKey, toggled } from "../lib/choices";
import { type Combobox, useCombobox } from "../lib/combobox";
import { component, type Props } from "../lib/component";
import { Close, Down } from "../lib/icons";
import { Listbox, optionId } from "../lib/listbox";
import type { DropdownTraits } from "../traits";
import "./dropdown.css";

type DropdownProps = Props<DropdownTraits>;

function keysOf(value: DropdownTraits["value"]): Key[] {
  if (Array.isArray(value)) return value;
  return value === null ? [] : [value];
}

/** Choosing and removing, always from what is chosen now: the kernel may be busy for long. */
function useChoice({ traits, emit }: DropdownProps) {
  const chosen = () => keysOf(traits.value);
  const isFull = () =>
    Boolean(traits.multiselect) && chosen().length >= (traits.max_choices ?? Number.POSITIVE_INFINITY);

  function choose(key: Key) {
    const selected = !traits.multiselect || !chosen().includes(key);
    if (selected && isFull()) return;
    if (traits.multiselect) emit("input", { value: toggled(chosen(), key) });
    else if (key !== traits.value) emit("input", { value: key });
    emit("select", {}, { value: key, selected });
  }

  return {
    isFull,
    choose,
    enter: (text: string) => chosen().includes(text) || choose(text),
    erase: () => chosen().slice(-1).forEach(choose),
    clear: () => emit("input", { value: [] }),
  };
}

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" aria-label={name} title={name} onClick={onClick}>
      <Close />
    </button>
  );
}

interface EntryProps extends DropdownProps {
  box: Combobox;
  filters: boolean;
  /** What stands there while nothing is typed. */
  shown: string;
  field: RefObject<HTMLInputElement | null>;
}

function Entry({ traits, emit, id, box, filters, shown, field }: EntryProps) {
  // What is chosen is there to be typed over.
  useLayoutEffect(() => {
    const input = field.current;
    if (box.query === null && input === input?.ownerDocument.activeElement) input?.select();
  }, [box.query, box.open, shown, field]);

  return (
    <input
      ref={field}
      id={id}
      role="combobox"
      type="text"
      autocomplete="off"
      spellcheck={false}
      aria-expanded={box.open}
      aria-controls={`${id}-list`}
      aria-autocomplete={filters ? "list" : "none"}
      aria-activedescendant={optionId(`${id}-list`, box.matches[box.active])}
      aria-describedby={traits.info ? `${id}-info` : undefined}
      value={box.query ?? shown}
      readOnly={!filters}
      disabled={!traits._interactive}
      onInput={(event) => box.type(event.currentTarget.value)}
      onKeyDown={box.onKeyDown}
      onKeyUp={({ key, currentTarget }) => emit("key_up", {}, { key, input_value: currentTarget.value })}
      onFocus={() => emit("focus")}
      onBlur={() => {
        box.leave();
        emit("blur");
      }}
    />
  );
}

function DropdownView(props: DropdownProps) {
  const { traits, id, name } = props;
  const { choices, allow_custom_value: custom, _interactive: interactive } = traits;
  const several = Boolean(traits.multiselect);
  const filters = traits.filterable || custom;
  const chosen = keysOf(traits.value);
  const anchor = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { choose, enter, erase, clear, isFull } = useChoice(props);
  const box = useCombobox({ choices, interactive, chosen, several, filters, custom, choose, enter, erase });
  const shown = several || chosen[0] === undefined ? "" : labelOfKey(choices, chosen[0]);

  function onMouseDown(event: MouseEvent) {
    const typing = box.open && filters && event.target === field.current;
    if (!typing) event.preventDefault();
    if ((event.target as Element).closest("button")) return;
    field.current?.focus();
    if (box.open && !filters) box.hide();
    else box.show();
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only widens what a click opens */}
      <div ref={anchor} class="nbb-dropdown-box" aria-disabled={!interactive} onMouseDown={onMouseDown}>
        {several &&
          chosen.map((key) => (
            <span class="nbb-token" key={key}>
              {labelOfKey(choices, key)}
              {interactive && <Remove name={`Remove ${labelOfKey(choices, key)}`} onClick={() => choose(key)} />}
            </span>
          ))}
        <Entry {...props} box={box} filters={filters} shown={shown} field={field} />
        {several && interactive && chosen.length > 1 && <Remove name="Clear" onClick={clear} />}
        {interactive && <Down />}
      </div>
      {box.open && (
        <Listbox
          id={`${id}-list`}
          name={name}
          anchor={anchor}
          matches={box.matches}
          active={box.active}
          chosen={chosen}
          several={several}
          full={isFull()}
          atFirst={traits.num_choices_shown ?? Number.POSITIVE_INFINITY}
          empty={custom && box.query ? `Enter takes “${box.query.trim()}”` : "No choice matches"}
          onActive={box.setActive}
          onChoose={box.choose}
        />
      )}
    </>
  );
}

export const dropdown = component<DropdownTraits>("field", DropdownView);
