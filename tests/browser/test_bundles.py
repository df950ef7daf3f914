"""What a view loads when it needs it: from the page's server or from the kernel."""

from __future__ import annotations

from playwright.sync_api import expect

# Colours and formulas come as bundles of their own, while the text goes on.
APP = r"""
import nbblocks as gr

ANSWER = "Euler said $$e^{i\\pi}$$\n\n```python\ndef answer(): return 42\n```\n\nThat is all."

def stream():
    for length in range(1, len(ANSWER) + 1):
        yield ANSWER[:length]

with gr.Blocks() as demo:
    ask = gr.Button("Ask")
    answer = gr.Markdown("Nothing yet")
    ask.click(stream, None, answer)
    clear = gr.ClearButton(answer)

demo.launch()
"""


def test_formulas_are_set_and_code_is_coloured(open_app):
    app = open_app(APP)
    app.button("Ask").click()
    shown = app.scope.locator(".nbb-markdown")
    expect(shown).to_contain_text("That is all.")
    expect(shown.locator(".katex-display")).to_have_count(1)
    expect(shown.locator(".hljs-keyword", has_text="def")).to_be_visible()
    assert app.page.evaluate("() => document.fonts.ready.then((fonts) => fonts.check('16px KaTeX_Math'))")
    app.button("Clear").click()
    expect(shown).to_have_text("")
