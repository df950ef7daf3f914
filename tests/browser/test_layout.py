"""Where things stand, on a wide page and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LAYOUT = """
import nbblocks as gr

CSS = "#fancy button { letter-spacing: 3px } .quiet { font-style: italic }"

with gr.Blocks(css=CSS) as demo:
    with gr.Row(elem_id="names"):
        first = gr.Textbox(label="First name", placeholder="A long explanation of what a first name is")
        last = gr.Textbox(label="Last name", info="An explanation that does not fit into one line on a phone, ever")
    with gr.Row():
        with gr.Column(scale=2, elem_classes=["quiet"]):
            wide = gr.Textbox("word " * 60, label="Wide", lines=3)
        with gr.Column(scale=1):
            narrow = gr.Textbox(label="Narrow")
            fancy = gr.Button("Fancy", elem_id="fancy")
    with gr.Row():
        buttons = [gr.Button(f"Button number {n}") for n in range(4)]
    with gr.Group():
        top = gr.Textbox(label="Top")
        bottom = gr.Textbox("x" * 300, label="Bottom")
    with gr.Tabs():
        for name in ["Text", "Picture", "Sound", "Settings", "About this app"]:
            with gr.Tab(name):
                gr.Textbox("a line\\n" * 4 + "a last line", label=f"In {name}")
        with gr.Tab("Later", interactive=False) as later:
            gr.Textbox(label="In Later")
    enable = gr.Button("Enable")
    enable.click(lambda: gr.Tab(interactive=True), None, later)
    with gr.Accordion("More", open=False):
        inside = gr.Textbox(label="Inside")
    ghost = gr.Textbox(label="Ghost", visible=False)
    appear = gr.Button("Appear")
    appear.click(lambda: gr.update(visible=True), None, ghost)

demo.launch()
"""

WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
# Notebook 7 shows what JupyterLab does, and a script what Voila does.
pytestmark = pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)

#: Elements of the app that reach beyond it, unless they are cut or scrolled on purpose.
OVERFLOWING = """(app) => {
  const { left, right } = app.getBoundingClientRect();
  const clipped = (el) => el !== app && (getComputedStyle(el).overflowX !== "visible" || clipped(el.parentElement));
  return [...app.querySelectorAll("*")]
    .filter((el) => !el.closest(".nbb-unseen") && !clipped(el.parentElement))
    .map((el) => [el, el.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < left - 1 || box.right > right + 1))
    .map(([el]) => el.outerHTML.slice(0, 200));
}"""

#: Counts how often a tab is the selected one.
OPENINGS = """(tab) => {
  window.openings = 0;
  const note = () => { window.openings += tab.ariaSelected === "true" ? 1 : 0 };
  new MutationObserver(note).observe(tab, { attributes: true, attributeFilter: ["aria-selected"] });
}"""


def below(upper, lower):
    upper, lower = upper.bounding_box(), lower.bounding_box()
    return lower["y"] >= upper["y"] + upper["height"]


def width(locator):
    return locator.bounding_box()["width"]


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_is_cut_off(open_app, screen):
    app = open_app(LAYOUT)
    # The menus of a notebook need more room than a phone has.
    app.page.set_viewport_size(screen)
    root = app.scope.locator(".nbb-blocks")
    app.button("More").click()
    expect(app.field("Inside")).to_be_visible()
    app.button("Appear").click()
    expect(app.field("Ghost")).to_be_visible()
    assert root.evaluate(OVERFLOWING) == []
    assert root.evaluate("(el) => el.scrollWidth <= el.clientWidth")
    assert app.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_row_stands_side_by_side_and_on_a_phone_in_one_column(open_app):
    app = open_app(LAYOUT)
    first, last = app.field("First name"), app.field("Last name")
    wide, narrow = app.field("Wide"), app.field("Narrow")
    assert not below(first, last)
    assert width(wide) / width(narrow) == pytest.approx(2, rel=0.15)
    app.page.set_viewport_size(PHONE)
    expect(app.page.locator("#names")).to_have_css("flex-wrap", "wrap")
    app.page.wait_for_function(
        "([upper, lower]) => lower.getBoundingClientRect().top >= upper.getBoundingClientRect().bottom",
        arg=[wide.element_handle(), narrow.element_handle()],
    )
    assert width(wide) == pytest.approx(width(narrow), rel=0.05)


def test_a_group_stands_together(open_app):
    app = open_app(LAYOUT)
    boxes = app.scope.locator(".nbb-group > .nbb-textbox")
    top, bottom = boxes.first.bounding_box(), boxes.last.bounding_box()
    assert bottom["y"] - (top["y"] + top["height"]) == pytest.approx(0, abs=1)


def test_tabs_show_what_is_in_the_one_that_is_chosen_by_mouse_or_by_keyboard(open_app):
    app = open_app(LAYOUT)
    expect(app.field("In Text")).to_be_visible()
    app.scope.get_by_role("tab", name="Sound").click()
    expect(app.field("In Sound")).to_be_visible()
    expect(app.field("In Text")).to_be_hidden()
    app.scope.get_by_role("tab", name="Sound").press("ArrowLeft")
    app.scope.get_by_role("tab", name="Picture").press("Enter")
    expect(app.field("In Picture")).to_be_visible()


def test_a_tab_that_is_not_interactive_does_not_open(open_app):
    app = open_app(LAYOUT)
    later = app.scope.get_by_role("tab", name="Later")
    expect(later).to_have_attribute("aria-disabled", "true")
    later.evaluate(OPENINGS)
    later.click(force=True)
    app.scope.get_by_role("tab", name="About this app").press("ArrowRight")
    expect(later).to_be_focused()
    later.press("Enter")
    app.scope.get_by_role("tab", name="Picture").click()
    expect(app.field("In Picture")).to_be_visible()
    assert app.page.evaluate("window.openings") == 0, "not even until the kernel says no"
    app.button("Enable").click()
    expect(later).not_to_have_attribute("aria-disabled", "true")
    later.click()
    expect(app.field("In Later")).to_be_visible()


def test_a_textbox_is_as_high_as_its_text_wherever_it_appears_and_however_wide_it_gets(open_app):
    app = open_app(LAYOUT)
    app.scope.get_by_role("tab", name="Sound").click()
    expect_no_scroll(app.field("In Sound"))
    app.page.set_viewport_size(PHONE)
    expect_no_scroll(app.field("Bottom"))


def expect_no_scroll(field):
    expect(field).to_be_visible()
    field.page.wait_for_function("(el) => el.scrollHeight <= el.clientHeight", arg=field.element_handle())


def test_an_accordion_opens_and_closes_by_mouse_and_by_keyboard(open_app):
    app = open_app(LAYOUT)
    expect(app.field("Inside")).to_be_hidden()
    app.button("More").click()
    expect(app.field("Inside")).to_be_visible()
    app.button("More").press("Enter")
    expect(app.field("Inside")).to_be_hidden()
    app.button("More").press("Space")
    expect(app.field("Inside")).to_be_visible()


def test_what_is_invisible_appears_when_a_handler_says_so(open_app):
    app = open_app(LAYOUT)
    expect(app.field("Ghost")).to_be_hidden()
    app.button("Appear").click()
    expect(app.field("Ghost")).to_be_visible()


def test_css_reaches_what_the_author_named(open_app):
    app = open_app(LAYOUT)
    expect(app.page.locator("#names").get_by_label("First name")).to_be_visible()
    expect(app.page.locator("#fancy button")).to_have_css("letter-spacing", "3px")
    expect(app.page.locator(".quiet")).to_have_css("font-style", "italic")
