/** What a box with a list does at the keyboard: opening, filtering, going through the list, choosing. */

import { useEffect, useState } from "preact/hooks";
import type { Choice, Key } from "./choices";

export interface Match {
  /** Where it stands among the choices. */
  place: number;
  label: string;
  key: Key;
}

interface Options {
  choices: Choice[];
  interactive: boolean;
  /** The keys that are chosen. */
  chosen: Key[];
  several: boolean;
  /** Whether typing filters the list. */
  filters: boolean;
  /** Whether a text can be entered that is not offered. */
  custom: boolean;
  choose(key: Key): void;
  enter(text: string): void;
  erase(): void;
}

function matching(choices: Choice[], query: string | null): Match[] {
  const wanted = (query ?? "").trim().toLocaleLowerCase();
  return choices
    .map(([label, key], place) => ({ place, label, key }))
    .filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
}

/** The list: whether it is open, what is typed to filter it, which of its lines is active. */
function useList({ choices, interactive, chosen, custom }: Options) {
  const [wanted, setWanted] = useState(false);
  /** What is typed; null while nothing is, so that the box shows what is chosen. */
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const open = wanted && interactive;
  const matches = open ? matching(choices, query) : [];

  function show() {
    if (open) return;
    setWanted(true);
    setActive(choices.findIndex(([, key]) => key === chosen[0]));
  }

  function hide() {
    setWanted(false);
    setQuery(null);
    setActive(-1);
  }

  // A box that is disabled does not lose the focus in every browser, so that nothing else closes it.
  useEffect(() => {
    if (!interactive) hide();
  }, [interactive]);

  function type(text: string) {
    setWanted(true);
    setQuery(text);
    setActive(custom || !text ? -1 : 0);
  }

  function go(to: number) {
    if (!open) show();
    else if (matches.length) setActive((to + matches.length) % matches.length);
  }

  return { open, query, active, matches, show, hide, type, go, setActive, setQuery };
}

type List = ReturnType<typeof useList>;

/** What is chosen from the list, or taken as it is typed. */
function choosing(list: List, { choices, several, custom, ...options }: Options) {
  function choose({ key, place }: Match) {
    options.choose(key);
    if (!several) return list.hide();
    list.setQuery(null);
    list.setActive(place);
  }

  /** Takes the text that stands there: the choice of that name, or the text itself where that is allowed. */
  function settle() {
    const text = list.query?.trim();
    if (!text || !custom) return;
    const named = choices.find(([label]) => label === text);
    if (named) options.choose(named[1]);
    else options.enter(text);
    list.setQuery(null);
  }

  function take() {
    const match = list.matches[list.active];
    if (match) return choose(match);
    if (list.query === null) return list.show();
    settle();
    if (custom && !several) list.hide();
  }

  return { choose, settle, take };
}

/** Without filtering, a letter goes to the next choice that begins with it. */
function jump({ matches, active, setActive }: List, letter: string) {
  const starts = ({ label }: Match) => label.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
  const next = [...matches.slice(active + 1), ...matches.slice(0, active + 1)].find(starts);
  if (next) setActive(matches.indexOf(next));
}

function keyHandler(list: List, take: () => void, { interactive, several, filters, erase }: Options) {
  const { open, active, go } = list;
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => go(active + 1),
    ArrowUp: () => go(active < 0 ? -1 : active - 1),
    Home: open ? () => go(0) : undefined,
    End: open ? () => go(-1) : undefined,
    Enter: take,
    Escape: open ? list.hide : undefined,
    " ": filters ? undefined : take,
  };

  return (event: KeyboardEvent) => {
    if (!interactive || event.isComposing || event.ctrlKey || event.metaKey) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key === "Backspace" && several && !list.query) erase();
    else if (!filters && event.key.length === 1) jump(list, event.key);
  };
}

export type Combobox = ReturnType<typeof useCombobox>;

export function useCombobox(options: Options) {
  const list = useList(options);
  const { choose, settle, take } = choosing(list, options);

  function leave() {
    settle();
    list.hide();
  }

  return { ...list, choose, leave, onKeyDown: keyHandler(list, take, options) };
}
