import { useLayoutEffect, useRef } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { morph } from "../lib/morph";
import { useScript } from "../lib/on_load";
import { sanitize, trust } from "../lib/sanitize";
import { Scroller } from "../lib/scroller";
import { fill, forCss } from "../lib/template";
import type { HTMLTraits } from "../traits";
import "../lib/markup.css";

/** How near to its end, in pixels, a box counts as scrolled to it. */
const NEAR = 8;

function HtmlView(props: Props<HTMLTraits>) {
  const { traits, emit, id } = props;
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const script = useScript(props);
  const data = script.follow({ ...traits.props, value: traits.value, label: traits.label });
  const html = fill(traits.html_template, data);
  const css = fill(traits.css_template, forCss(data) as typeof data);
  const say = (event: string, more?: Record<string, unknown>) => !script.triggers(event) && emit(event, {}, more);
  const { sanitize_html: sanitized, autoscroll } = traits;

  useLayoutEffect(() => {
    const [scroller, inside] = [box.current, content.current];
    if (!scroller || !inside) return;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    morph(inside, (sanitized ? sanitize : trust)(html));
    if (autoscroll && atEnd) scroller.scrollTop = scroller.scrollHeight;
  }, [html, sanitized, autoscroll, script]);
  useLayoutEffect(() => script.notify());
  useLayoutEffect(() => (content.current ? script.start(content.current) : undefined), [script]);
  useLayoutEffect(() => void say("load"), []);

  const classes = ["nbb-html-content", traits.apply_default_css && "nbb-prose", sanitized && "nbb-contained"];
  return (
    <Scroller size={traits} box={box}>
      {css && <style>{`#${id} { ${css} }`}</style>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is inside is clicked */}
      <div
        key={traits.js_on_load}
        ref={content}
        id={id}
        class={classes.filter(Boolean).join(" ")}
        onClick={() => say("click")}
        onDblClick={() => say("double_click")}
        onFocusIn={() => say("focus")}
        onFocusOut={() => say("blur")}
        onKeyUp={({ key }) => say("key_up", { key, input_value: "" })}
        onCopy={() => say("copy", { value: String(getSelection()) })}
      />
    </Scroller>
  );
}

export const html = component<HTMLTraits>("group", HtmlView);
