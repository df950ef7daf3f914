/** Shows what a cell put out, in its place. */

import type { Widget } from "@lumino/widgets";
import { ansi } from "./ansi";
import type { Manager } from "./manager";

const WIDGET = "application/vnd.jupyter.widget-view+json";

/** An output as the notebook format has it. */
export interface Output {
  output_type: "stream" | "error" | "display_data" | "execute_result";
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  name?: string;
  text?: string | string[];
  traceback?: string[];
}

const join = (text: unknown) => (Array.isArray(text) ? text.join("") : String(text));

function pre(text: string, className: string): HTMLElement {
  const element = document.createElement("pre");
  element.className = className;
  element.append(ansi(text));
  return element;
}

/** The author's HTML, scripts included. */
function html(text: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "nbb-page-html";
  element.append(document.createRange().createContextualFragment(text));
  return element;
}

function image(type: string, data: string): HTMLElement {
  const element = document.createElement("img");
  element.src = `data:${type}${type === "image/svg+xml" ? "," : ";base64,"}${encodeURIComponent(data.trim())}`;
  element.alt = "";
  return element;
}

/** What nbblocks puts beside the live app, for places where no kernel is. */
const isSnapshot = (text: string) => /^\s*<\w+ class="[^"]*\bnbb-snapshot\b/.test(text);

function rich(data: Record<string, unknown>): Node {
  if ("text/html" in data) {
    const text = join(data["text/html"]);
    return isSnapshot(text) ? document.createDocumentFragment() : html(text);
  }
  const picture = Object.keys(data).find((type) => type.startsWith("image/"));
  if (picture) return image(picture, join(data[picture]));
  if ("application/json" in data) return pre(JSON.stringify(data["application/json"], null, 2), "nbb-page-text");
  return pre(join(data["text/markdown"] ?? data["text/latex"] ?? data["text/plain"] ?? ""), "nbb-page-text");
}

function still(output: Output): Node {
  if (output.output_type === "stream") return pre(join(output.text), `nbb-page-text nbb-page-${output.name}`);
  if (output.output_type === "error") return pre((output.traceback ?? []).join("\n"), "nbb-page-text nbb-page-error");
  return rich(output.data ?? {});
}

/** Show an output in `place`, which is in the document. */
export async function render(output: Output, place: HTMLElement, manager: Manager): Promise<void> {
  const data = output.data ?? {};
  const view = data[WIDGET] as { model_id: string } | undefined;
  if (view) {
    // A widget that was displayed and then closed has nothing to show.
    if (manager.has_model(view.model_id)) await manager.show(view.model_id, place);
    return;
  }
  const attach = (renderer: Widget) => manager.attach(renderer, place);
  if (!(await manager.mimeTypes.show(data, output.metadata, attach))) place.append(still(output));
}
