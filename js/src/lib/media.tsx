/** What components of pictures, sound and films share: tools at a corner, sources to choose from. */

import type { ComponentChildren, ComponentType } from "preact";
import { Trouble } from "./drop_zone";
import { type FileValue, save } from "./files";
import { Close, Download } from "./icons";
import type { Emit } from "./link";
import type { Loaded } from "./use_files";
import "./media.css";

interface ToolProps {
  name: string;
  /** Whether it stays where there is room for one only. */
  main?: boolean;
  children: ComponentChildren;
  onClick: () => void;
}

/** A button of an icon, beside what it is for. */
export function Tool({ name, main, children, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class={main ? "nbb-tool nbb-main" : "nbb-tool"}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** Says what is on its way, or why it does not come. */
export function Coming({ value, loaded }: { value: FileValue; loaded: Loaded }) {
  if (loaded.error) return <Trouble text={loaded.error} />;
  if (loaded.url) return null;
  return (
    <div class="nbb-coming">
      <span>{value.name}</span>
      {loaded.progress !== null && <progress aria-label={`Loading ${value.name}`} value={loaded.progress} max={1} />}
    </div>
  );
}

/** Saves what is shown under its own name. */
export function DownloadTool({ value, loaded }: { value: FileValue; loaded: Loaded }) {
  const file = loaded.blob ?? loaded.url;
  if (!file) return null;
  return (
    <Tool name="Download" onClick={() => save(file, value.name)}>
      <Download />
    </Tool>
  );
}

/** Empties the component. */
export function ClearTool({ emit }: { emit: Emit<{ value: FileValue | null }> }) {
  function clear() {
    emit("clear", { value: null });
    emit("input");
  }

  return (
    <Tool name="Clear" onClick={clear}>
      <Close />
    </Tool>
  );
}

export interface Source {
  name: string;
  title: string;
  Icon: ComponentType;
}

interface BarProps {
  sources: Source[];
  chosen: string;
  onChoose: (name: string) => void;
}

/** The sources that a visitor may take a file from; nothing if there is no choice. */
export function SourceBar({ sources, chosen, onChoose }: BarProps) {
  if (sources.length < 2) return null;
  return (
    <div class="nbb-sources">
      {sources.map(({ name, title, Icon }) => (
        <button
          type="button"
          key={name}
          class="nbb-tool"
          aria-label={title}
          title={title}
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
        >
          <Icon />
        </button>
      ))}
    </div>
  );
}

/** A length as CSS; a number means pixels. */
export function cssLength(length: number | string | null): string | undefined {
  return typeof length === "number" ? `${length}px` : (length ?? undefined);
}
