/** Choices in sight, each with its box to tick or its radio button. */

import type { Choice, Key } from "./choices";
import "./checks.css";
import "./choice_list.css";

interface ChoiceListProps {
  type: "checkbox" | "radio";
  /** What makes radio buttons one group. */
  group: string;
  choices: Choice[];
  interactive: boolean;
  rtl?: boolean;
  chosen(key: Key): boolean;
  onChoose(key: Key, chosen: boolean): void;
}

export function ChoiceList({ type, group, choices, interactive, rtl, chosen, onChoose }: ChoiceListProps) {
  return (
    <div class="nbb-choices" dir={rtl ? "rtl" : undefined}>
      {choices.map(([label, key], place) => (
        <label class="nbb-choice" key={place}>
          <input
            type={type}
            class="nbb-check"
            name={group}
            checked={chosen(key)}
            disabled={!interactive}
            onChange={(event) => onChoose(key, event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
