import { useState } from "preact/hooks";
import { copyText } from "./clipboard";
import { Check, Copy } from "./icons";
import "./copy_button.css";

/** A button at the corner of a component that copies its text. */
export function CopyButton({ text, onCopy }: { text: string; onCopy: () => void }) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await copyText(text);
    onCopy();
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  }

  const name = copied ? "Copied" : "Copy";
  return (
    <button type="button" class="nbb-corner-button" aria-label={name} title={name} onClick={copy}>
      {copied ? <Check /> : <Copy />}
    </button>
  );
}
