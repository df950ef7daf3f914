"""Hostile markup, in a real browser: only its parser tells what a text becomes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import nbblocks as gr
from nbblocks.frontend import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ORIGIN = "http://127.0.0.1:9/"

PAGE = """<!doctype html>
<style>.over { position: fixed; inset: 0; z-index: 9999; background: red }</style>
<button id="own" style="position: absolute; top: 5px; left: 5px">Mine</button>
<main style="margin-top: 60px"></main>
<script type="module">
import * as core from "/core.js";
const load = (name) => import(`/${name}.js`);

window.sent = [];
window.show = async (stem, traits) => {
  const model = { get: (name) => traits[name], set() {}, on() {}, off() {}, send(said) { sent.push(said); } };
  const el = document.querySelector("main").appendChild(document.createElement("div"));
  await core.mount(stem, { model, el, signal: new AbortController().signal, host: {} }, load, core);
  return el;
};

// Shows markup, clicks and hovers everything in it, and waits until a picture of our own has failed to load.
window.run = async (stem, traits) => {
  let runs = 0;
  window.alert = () => { runs += 1; };
  const el = await window.show(stem, traits);
  for (const part of el.querySelectorAll("*")) {
    part.removeAttribute("target");
    if (/^(https?:|#)/.test(part.getAttribute("href") ?? "")) continue;
    for (const name of ["mouseover", "focusin", "toggle"]) part.dispatchEvent(new Event(name, { bubbles: true }));
    part.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  await new Promise((resolve) => {
    el.append(Object.assign(document.createElement("img"), { src: "/missing", onerror: resolve }));
  });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return runs;
};
window.ready = true;
</script>"""

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)//",
    "<svg onload=alert(1)></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg></p><style><a id="</style><img src=x onerror=alert(1)>"></svg>',
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>',
    "<svg><a><animate attributeName=href values=javascript:alert(1) begin=0s /><text y=9>x</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>#x\" />",
    "<svg><foreignObject><iframe srcdoc='<script>parent.alert(1)</script>'></iframe></foreignObject></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>",
    '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math>',
    '<math href="javascript:alert(1)"><mi>x</mi></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="&#1; javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    "<area href=javascript:alert(1)>",
    '<iframe src="javascript:parent.alert(1)"></iframe>',
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    '<object data="javascript:parent.alert(1)"></object>',
    '<embed src="javascript:parent.alert(1)">',
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<details ontoggle=alert(1) open>x</details>",
    '<video><source onerror="alert(1)"></video>',
    "<input autofocus onfocus=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<style>@keyframes x {}</style><p style='animation-name: x' onanimationstart=alert(1)>x</p>",
    "<p id=x tabindex=1 onfocus=alert(1) onmouseover=alert(1) onclick=alert(1)>x</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<div data-tex='0,0'><img src=x onerror=alert(1)></div>",
    # In Markdown, what is no HTML yet becomes some.
    "[x](javascript:alert(1))",
    "[x](java\nscript:alert(1))",
    '![x](x"onerror="alert(1))',
    "![x](x 'a\"onerror=\"alert(1)')",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n[x]",
    '```html"><img src=x onerror=alert(1)>\nx\n```',
    "```html\n<img src=x onerror=alert(1)>\n```",
    "$$\\href{javascript:alert(1)}{x}$$",
    "$$\\text{<img src=x onerror=alert(1)>}$$",
    "$$\\unknown{<img src=x onerror=alert(1)>}$$",
    "`<img src=x onerror=alert(1)>`",
]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()

    def answer(route: Any) -> None:
        name = route.request.url.removeprefix(ORIGIN)
        if name == "":
            route.fulfill(body=PAGE, content_type="text/html")
        elif name.endswith(".js"):
            route.fulfill(body=source(name.removesuffix(".js")), content_type="text/javascript")
        else:
            route.fulfill(status=404)

    context.route(f"{ORIGIN}**", answer)
    page = context.new_page()
    page.goto(ORIGIN)
    page.wait_for_function("window.ready")
    yield page
    context.close()


#: By the stem of what shows it, and how it gets in.
MAKE: dict[str, Callable[..., Any]] = {
    "markdown": gr.Markdown,
    "html": gr.HTML,
    "html prop": lambda text, **more: gr.HTML(html_template="<p>${more}</p>", more=text, **more),
}


def do(tab: Page, what: str, kind: str, text: str, **more: Any) -> Any:
    component = MAKE[kind](text, **more)
    state = component.get_state([key for key in component.keys if key != "layout"])
    return tab.evaluate(f"([stem, traits]) => {what}(stem, traits)", [component._stem, json.loads(json.dumps(state))])


@pytest.mark.filterwarnings("ignore:HTML leaves out")
@pytest.mark.parametrize("kind", MAKE)
def test_nothing_in_hostile_markup_runs(tab, kind):
    ran = [text for text in HOSTILE if do(tab, "run", kind, text)]
    assert ran == []


@pytest.mark.parametrize("kind", MAKE)
def test_it_would_run_if_the_author_trusted_it(tab, kind):
    assert do(tab, "run", kind, HOSTILE[0], sanitize_html=False)


@pytest.mark.parametrize("kind", MAKE)
def test_no_markup_lies_over_the_page(tab, kind):
    overlays = ['<div style="position: fixed; inset: 0; z-index: 9999">x</div>', '<div class="over">x</div>']
    for overlay in overlays:
        do(tab, "show", kind, overlay)
    assert tab.evaluate("document.elementFromPoint(12, 12).id") == "own"


@pytest.mark.filterwarnings("ignore:HTML leaves out")
@pytest.mark.parametrize("kind", MAKE)
def test_markup_asks_the_visitor_for_nothing(tab, kind):
    form = '<form action="/x"><input type="password"><textarea></textarea><select></select></form><input type=checkbox>'
    do(tab, "show", kind, form)
    assert tab.locator("form, textarea, select, input:not([type=checkbox]:disabled)").count() == 0


@pytest.mark.parametrize("kind", MAKE)
def test_links_leave_the_page_where_it_is(tab, kind):
    link = '<a href="https://example.org" target="_self">x</a>'
    do(tab, "show", kind, link)
    shown = tab.get_by_role("link", name="x")
    assert (shown.get_attribute("target"), shown.get_attribute("rel")) == ("_blank", "noopener")


def test_the_authors_javascript_triggers_events_of_an_html(tab):
    code = """
        element.addEventListener('click', ({ target }) => {
            if (target.matches('button')) trigger('select', { fruit: target.textContent });
        });
        element.prepend('Take one: ');
    """
    with gr.Blocks():
        shelf = gr.HTML(
            ["Fig", "Plum"], html_template="{{#each value}}<button>{{this}}</button>{{/each}}", js_on_load=code
        )
        shelf.select(lambda: None)
    state = shelf.get_state([key for key in shelf.keys if key != "layout"])
    tab.evaluate("(traits) => show('html', traits)", json.loads(json.dumps(state)))
    expect(tab.get_by_text("Take one: ")).to_be_visible()
    tab.get_by_role("button", name="Plum").click()
    (said,) = tab.evaluate("sent.filter(({ event }) => event)")
    assert (said["event"], said["data"]) == ("select", {"fruit": "Plum"})
