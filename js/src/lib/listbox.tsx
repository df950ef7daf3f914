/** The list of a box: what can be chosen, in a popup beside it. */

import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Key } from "./choices";
import type { Match } from "./combobox";
import { Check } from "./icons";
import { usePopup } from "./popup";
import "./listbox.css";

interface ListboxProps {
  id: string;
  name: string;
  anchor: RefObject<HTMLElement | null>;
  matches: Match[];
  /** The place of the one that Enter takes, among the matches. */
  active: number;
  chosen: Key[];
  several: boolean;
  /** Whether no more than the chosen ones can be. */
  full: boolean;
  /** How many are listed at first. */
  atFirst: number;
  /** What stands there instead of matches. */
  empty: string;
  onActive(active: number): void;
  onChoose(match: Match): void;
}

export const optionId = (id: string, match: Match | undefined) => match && `${id}-${match.place}`;

/** Keeps the active one in sight, and lists more when the end is near. */
function useScroll({ anchor, active, atFirst }: ListboxProps) {
  const ref = usePopup<HTMLDivElement>(anchor);
  const [listed, setListed] = useState(atFirst);
  useLayoutEffect(() => {
    const list = ref.current;
    const option = list?.querySelector<HTMLElement>("[data-active]");
    if (!list || !option) return;
    const { offsetTop, offsetHeight } = option;
    if (offsetTop < list.scrollTop) list.scrollTop = offsetTop;
    const below = offsetTop + offsetHeight - list.clientHeight;
    if (below > list.scrollTop) list.scrollTop = below;
  }, [active, ref]);

  function onScroll() {
    const list = ref.current;
    if (list && list.scrollHeight - list.scrollTop - list.clientHeight < 100) setListed((count) => count + atFirst);
  }

  return { ref, listed: Math.max(listed, active + 1), onScroll };
}

export function Listbox(props: ListboxProps) {
  const { id, matches, active, chosen, several, full } = props;
  const { ref, listed, onScroll } = useScroll(props);
  return (
    <div
      ref={ref}
      id={id}
      class="nbb-listbox"
      popover="manual"
      role="listbox"
      aria-label={props.name}
      aria-multiselectable={several}
      onScroll={onScroll}
      // The focus stays in the box.
      onMouseDown={(event) => event.preventDefault()}
    >
      {matches.slice(0, listed).map((match, place) => {
        const selected = chosen.includes(match.key);
        const disabled = full && !selected;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={match.place}
            id={optionId(id, match)}
            class="nbb-option"
            role="option"
            aria-selected={selected}
            aria-disabled={disabled}
            data-active={place === active || undefined}
            onMouseMove={() => place !== active && props.onActive(place)}
            onClick={() => !disabled && props.onChoose(match)}
          >
            <span class="nbb-option-mark">{selected && <Check />}</span>
            {match.label}
          </div>
        );
      })}
      {matches.length === 0 && <div class="nbb-option-none">{props.empty}</div>}
    </div>
  );
}
