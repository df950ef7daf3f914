import { component, type Props } from "../lib/component";
import type { LabelTraits } from "../traits";
import "./label.css";

interface RowProps {
  label: string;
  confidence: number;
  onSelect?: () => void;
}

/** A class with a bar; a button where a handler waits for a choice. */
function Row({ label, confidence, onSelect }: RowProps) {
  const percent = Math.round(confidence * 100);
  const Tag = (onSelect ? "button" : "div") as "button";
  return (
    <li>
      <Tag class="nbb-class" {...(onSelect && { type: "button", onClick: onSelect })}>
        <span class="nbb-class-name">{label}</span>
        <span class="nbb-class-percent" aria-hidden="true">
          {percent}%
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be styled alike in all browsers */}
        <span
          class="nbb-bar"
          role="meter"
          aria-label={label}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuetext={`${percent}%`}
          style={{ "--nbb-share": Math.min(Math.max(confidence, 0), 1) }}
        />
      </Tag>
    </li>
  );
}

function LabelView({ traits, emit }: Props<LabelTraits>) {
  const { value, color } = traits;
  if (!value) return <div class="nbb-label-empty" aria-hidden="true" />;
  const { label, confidences } = value;
  const selectable = traits._events.includes("select");
  return (
    <>
      {(traits.show_heading || !confidences) && (
        <div
          class={color ? "nbb-label-top nbb-colored" : "nbb-label-top"}
          style={color ? { "--nbb-color": color } : undefined}
        >
          {label}
        </div>
      )}
      {confidences && (
        <ul class="nbb-classes">
          {confidences.map((entry, index) => (
            <Row
              key={entry.label}
              {...entry}
              onSelect={selectable ? () => emit("select", {}, { index, value: entry.label }) : undefined}
            />
          ))}
        </ul>
      )}
    </>
  );
}

export const label = component<LabelTraits>("group", LabelView);
