import { component, type Props } from "../lib/component";
import { CopyButton } from "../lib/copy_button";
import { Markup } from "../lib/markup";
import { Scroller } from "../lib/scroller";
import type { MarkdownTraits } from "../traits";
import "./markdown.css";

function MarkdownView({ traits, emit, load }: Props<MarkdownTraits>) {
  const text = traits.value ?? "";
  const copies = traits.show_copy_button || traits.buttons?.includes("copy");
  return (
    <div class="nbb-markdown-box">
      <Scroller size={traits} boxed={traits.container}>
        <Markup
          text={text}
          load={load}
          sanitized={traits.sanitize_html}
          lineBreaks={traits.line_breaks}
          headerLinks={traits.header_links}
          delimiters={traits.latex_delimiters}
          rtl={traits.rtl}
        />
      </Scroller>
      {copies && <CopyButton text={text} onCopy={() => emit("copy", {}, { value: text })} />}
    </div>
  );
}

export const markdown = component<MarkdownTraits>("bare", MarkdownView);
