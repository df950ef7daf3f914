import { useLayoutEffect, useRef } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { morph } from "../lib/morph";
import { sanitize, trust } from "../lib/sanitize";
import { Scroller } from "../lib/scroller";
import { fill, forCss } from "../lib/template";
import type { HTMLTraits } from "../traits";
import "../lib/markup.css";

/** How near to its end, in pixels, a box counts as scrolled to it. */
const NEAR = 8;

function HtmlView({ traits, emit, id }: Props<HTMLTraits>) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const data = { ...traits.props, value: traits.value, label: traits.label };
  const html = fill(traits.html_template, data);
  const css = fill(traits.css_template, forCss(data) as typeof data);
  const { sanitize_html: sanitized, autoscroll } = traits;

  useLayoutEffect(() => {
    const [scroller, inside] = [box.current, content.current];
    if (!scroller || !inside) return;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    morph(inside, (sanitized ? sanitize : trust)(html));
    if (autoscroll && atEnd) scroller.scrollTop = scroller.scrollHeight;
  }, [html, sanitized, autoscroll]);
  useLayoutEffect(() => emit("load"), []);

  const classes = ["nbb-html-content", traits.apply_default_css && "nbb-prose", sanitized && "nbb-contained"];
  return (
    <Scroller size={traits} box={box}>
      {css && <style>{`#${id} { ${css} }`}</style>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is inside is clicked */}
      <div
        ref={content}
        id={id}
        class={classes.filter(Boolean).join(" ")}
        onClick={() => emit("click")}
        onDblClick={() => emit("double_click")}
        onFocusIn={() => emit("focus")}
        onFocusOut={() => emit("blur")}
        onKeyUp={({ key }) => emit("key_up", {}, { key, input_value: "" })}
        onCopy={() => emit("copy", {}, { value: String(getSelection()) })}
      />
    </Scroller>
  );
}

export const html = component<HTMLTraits>("group", HtmlView);
