from __future__ import annotations

import gc
import socket
import weakref

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _instances
from traitlets import TraitError

import nbblocks as gr
from nbblocks.jupyter.snapshot import snapshot


def test_the_tree_is_the_widget_tree(page):
    with gr.Blocks() as demo:
        with gr.Row() as row:
            box = gr.Textbox()
        button = gr.Button()
    assert demo.children[:2] == (row, button)
    assert row.children == (box,)
    assert isinstance(demo, ipywidgets.VBox)
    assert isinstance(row, ipywidgets.HBox)


def test_a_row_sits_inside_anyones_box(page):
    with gr.Row() as row:
        gr.Textbox()
    assert ipywidgets.VBox([row]).children == (row,)


def test_any_widget_sits_inside_a_row(page):
    dial = ipywidgets.IntSlider()
    with gr.Blocks() as demo, gr.Row() as row:
        placed = gr.Widget(dial)
    other = row.add(ipywidgets.Button())
    assert placed.children == (dial,)
    assert row.children == (placed, other)
    assert demo.children[0] is row


def test_render_false_waits_for_render(page):
    box = gr.Textbox(render=False)
    with gr.Blocks() as demo:
        gr.Button()
        box.render()
    assert demo.children[1] is box
    box.unrender()
    assert box not in demo.children


def test_a_block_moves_rather_than_stand_twice(page):
    with gr.Blocks() as demo:
        box = gr.Textbox()
        with gr.Row() as row:
            box.render()
    assert row.children == (box,)
    assert box not in demo.children


def test_with_again_appends(page):
    with gr.Blocks() as demo:
        first = gr.Textbox()
    with demo:
        second = gr.Textbox()
    assert demo.children[:2] == (first, second)


def test_an_error_inside_leaves_no_open_block(page):
    with pytest.raises(ValueError, match="oops"), gr.Blocks() as demo:
        raise ValueError("oops")
    assert gr.Textbox().parent is None
    assert len(demo.children) == 1


def test_blocks_inside_blocks(page):
    with gr.Blocks() as inner:
        box = gr.Textbox()
        box.submit(lambda text: text.upper(), box, box)
    with gr.Blocks() as outer, gr.Tab("one"):
        inner.render()
    page.act(box, "submit", {"value": "x"})
    assert box.value == "X"
    assert outer.children[0].children[0].children[0] is inner


def test_tabs_select(page):
    with gr.Blocks():
        log = gr.Textbox()
        with gr.Tabs() as tabs:
            with gr.Tab("One"):
                gr.Textbox()
            with gr.TabItem("Two", id="second") as two:
                gr.Textbox()

        @two.select(outputs=log)
        def chosen(event: gr.SelectData):
            return f"{event.index} {event.value}"

    assert tabs.selected == 0
    page.update(tabs, selected_index=1)
    page.settle(log)
    assert tabs.selected == "second"
    assert log.value == "1 Two"


def test_tabs_selected_from_a_handler(page):
    with gr.Blocks():
        button = gr.Button()
        with gr.Tabs() as tabs:
            gr.Tab("One", id="a")
            gr.Tab("Two", id="b")
        button.click(lambda: gr.Tabs(selected="b"), None, tabs)
    page.act(button, "click")
    assert tabs.selected_index == 1


def test_hiding_a_tab_keeps_the_selected_one_and_the_titles(page):
    with gr.Blocks(), gr.Tabs(selected=2) as tabs:
        one, two, three = gr.Tab("One"), gr.Tab("Two"), gr.Tab("Three")
    one.visible = False
    assert tabs.titles == ("Two", "Three")
    assert tabs.children[tabs.selected_index] is three
    three.visible = False
    assert tabs.children[tabs.selected_index] is two
    one.visible = three.visible = True
    assert tabs.titles == ("One", "Two", "Three")
    assert tabs.children[tabs.selected_index] is two


def test_a_tab_without_tabs_joins_its_neighbour(page):
    with gr.Blocks() as demo:
        with gr.Tab("One"):
            gr.Textbox()
        with gr.Tab("Two"):
            gr.Textbox()
    assert demo.children[0].titles == ("One", "Two")


def test_a_disabled_tab_cannot_be_selected_by_the_page(page):
    with gr.Blocks(), gr.Tabs() as tabs:
        gr.Tab("One")
        gr.Tab("Two", interactive=False)
    page.update(tabs, selected_index=1)
    assert tabs.selected_index == 0
    assert page.updates(tabs, "selected_index")[-1] == 0


def test_tabs_hold_only_tabs(page):
    with pytest.raises(TypeError, match=r"gr\.Tab"), gr.Blocks(), gr.Tabs():
        gr.Textbox()


def test_accordion(page):
    with gr.Blocks():
        log = gr.Textbox()
        with gr.Accordion("More", open=False) as accordion:
            box = gr.Textbox()
        accordion.expand(lambda: "open", None, log)
        accordion.collapse(lambda: "closed", None, log)
    assert box.parent is accordion
    assert accordion.selected_index is None
    page.update(accordion, selected_index=0)
    page.settle(log)
    assert accordion.open is True
    assert log.value == "open"
    accordion.open = False
    page.settle(log)
    assert accordion.selected_index is None
    assert log.value == "closed"


def test_hidden_containers_hide_what_is_inside(page):
    with gr.Blocks(), gr.Row(visible=False) as row:
        box = gr.Textbox("before")
    page.act(box, "input", {"value": "after"})
    assert box.value == "before"
    row.visible = True
    page.act(box, "input", {"value": "after"})
    assert box.value == "after"


def test_classes_of_users_and_of_ours_get_along(page):
    row = gr.Row(elem_classes="mine other", elem_id="here")
    row.add_class("theirs")
    row.visible = False
    assert {"nbb-row", "mine", "other", "theirs", "nbb-hidden", "nbb-id--here"} <= set(row._dom_classes)
    row.visible = True
    row.elem_classes = ["mine"]
    assert "other" not in row._dom_classes
    assert "nbb-hidden" not in row._dom_classes
    assert "theirs" in row._dom_classes


def test_visible_says_what_it_may_be():
    with pytest.raises(TraitError, match="'hidden'"):
        gr.Textbox(visible="no")


def test_the_type_of_a_component_is_its_class(page):
    assert type(gr.Textbox()) is gr.Textbox


def test_no_layout_until_somebody_touches_it(page):
    before = len(_instances)
    box = gr.Textbox()
    assert len(_instances) <= before + 1
    box.layout.width = "50%"
    assert page.updates(box, "layout") == [f"IPY_MODEL_{box.layout.model_id}"]


def test_close_closes_the_whole_tree(page):
    gr.Textbox().close()
    gc.collect()
    before = set(_instances)
    with gr.Blocks() as demo:
        with gr.Row(scale=2), gr.Tabs(), gr.Tab("One"), gr.Accordion("More"):
            box = gr.Textbox()
            box.layout.width = "50%"
        gone = weakref.ref(box)
    demo.close()
    assert set(_instances) - before == set()
    del box, demo
    gc.collect()
    assert gone() is None


def test_close_all(page):
    apps = [gr.Blocks() for _ in range(3)]
    gr.close_all()
    assert all(app.comm is None for app in apps)


def test_the_snapshot_shows_labels_and_values_and_no_markup(page):
    with gr.Blocks() as demo:
        gr.Textbox("<script>alert(1)</script>", label="<b>Name</b>")
        with gr.Accordion("More"):
            gr.Textbox("inside", label="Inner")
        gr.Textbox("secret", visible=False)
        gr.Button("Press me")
    html = snapshot(demo)
    assert "&lt;b&gt;Name" in html
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "inside" in html
    assert "secret" not in html
    assert "Press me" not in html
    assert "Run the cell" in html


def test_share_and_auth_stop_with_a_clear_error(page):
    demo = gr.Blocks()
    with pytest.raises(NotImplementedError, match="share"):
        demo.launch(share=True)
    with pytest.raises(NotImplementedError, match="auth"):
        demo.launch(auth=("user", "password"))


def test_building_an_app_opens_no_socket(page, monkeypatch):
    opened = []
    monkeypatch.setattr(socket.socket, "bind", lambda *args: opened.append(args))
    monkeypatch.setattr(socket.socket, "connect", lambda *args: opened.append(args))
    with gr.Blocks() as demo:
        box = gr.Textbox()
        box.submit(lambda text: text, box, box)
    page.act(box, "submit", {"value": "x"})
    demo.close()
    assert opened == []


def test_closing_an_app_closes_the_widgets_of_others_with_their_looks(page):
    shared = ipywidgets.Layout()
    outside = ipywidgets.IntSlider(layout=shared)
    before = set(_instances)
    with gr.Blocks() as demo:
        gr.Widget(ipywidgets.HBox([ipywidgets.IntSlider(), ipywidgets.Text(layout=shared)]))
    demo.close()
    assert set(_instances) == before
    assert outside.layout.comm is not None


@pytest.fixture
def tabs(page):
    with gr.Blocks() as demo:
        button = gr.Button()
        with gr.Tabs() as tabs:
            for name in "abc":
                gr.Tab(name.upper(), id=name, visible=name != "c")
    changes = []
    tabs.change(lambda: changes.append(tabs.selected))
    tabs.demo, tabs.button, tabs.changes = demo, button, changes
    return tabs


def state(tabs):
    return tabs.selected, tabs.children[tabs.selected_index].label, tabs.changes


def test_a_tab_that_is_not_there_cannot_be_selected(page, tabs):
    tabs.button.click(lambda: gr.Tabs(selected=99), None, tabs)
    page.act(tabs.button, "click")
    assert "there is no tab 99 to select; there is 'a', 'b', 'c'" in str(tabs.demo.errors[0].exception)
    with pytest.raises(TraitError, match="no tab 99"):
        tabs.selected = 99
    assert state(tabs) == ("a", "A", [])


def test_tabs_made_with_a_tab_that_is_not_there_say_which_there_are(page):
    tabs = gr.Tabs(selected="z")
    with tabs:
        one, two = gr.Tab("A", id="a"), gr.Tab("B")
        with pytest.raises(TraitError, match=r"no tab 'z' to select; there is 'a', 1$"):
            tabs.__exit__(None, None, None)
    assert tabs.children == (one, two)


def test_an_error_inside_tabs_is_the_one_that_is_told(page):
    with pytest.raises(ZeroDivisionError), gr.Tabs(selected="z"):
        gr.Tab("A", id=1 / len(gr.Tab("B", id="b").children))


def test_a_tab_that_is_still_to_come_is_selected_when_it_comes(page):
    with gr.Blocks():
        tabs = gr.Tabs(selected="b")
    for name in "ab":
        tabs.add(gr.Tab(name, id=name, render=False))
    assert (tabs.selected, tabs.selected_index) == ("b", 1)


def test_a_hidden_tab_is_selected_when_it_is_shown(page, tabs):
    tabs.selected = "c"
    page.settle()
    assert state(tabs) == ("a", "A", [])
    tabs._tabs[2].visible = True
    page.settle()
    assert state(tabs) == ("c", "C", ["c"])


def test_a_hidden_tab_is_not_selected_any_more_when_the_visitor_chose_another(page, tabs):
    tabs.selected = "c"
    page.update(tabs, selected_index=1)
    tabs._tabs[2].visible = True
    page.settle()
    assert state(tabs) == ("b", "B", ["b"])


def test_none_selects_no_other_tab(page, tabs):
    tabs.selected = "b"
    page.settle()
    tabs.selected = None
    page.settle()
    assert state(tabs) == ("b", "B", ["b"])


def test_the_tab_that_is_shown_stays_when_one_before_it_goes(page):
    with gr.Blocks(), gr.Tabs(selected=1) as tabs:
        first, second, _ = gr.Tab("A"), gr.Tab("B"), gr.Tab("C")
    first.unrender()
    assert tabs.children[tabs.selected_index] is second
    assert tabs.selected == 0


def test_a_disabled_tab_is_marked_for_the_page_and_the_author_may_select_it(page, tabs):
    a, b, _ = tabs._tabs
    b.interactive = False
    assert "nbb-off--1" in tabs._dom_classes
    tabs.selected = "b"
    page.settle()
    assert state(tabs) == ("b", "B", ["b"])
    a.visible = False
    assert "nbb-off--0" in tabs._dom_classes
    b.interactive = True
    assert not [name for name in tabs._dom_classes if name.startswith("nbb-off")]


def test_a_tab_may_be_as_high_as_its_author_says(page):
    with gr.Tabs():
        tab = gr.Tab("A", height=200, max_height="50vh")
    assert (tab.layout.height, tab.layout.max_height, tab.layout.overflow) == ("200px", "50vh", "auto")
    tab.height = tab.max_height = None
    assert (tab.layout.height, tab.layout.overflow) == (None, None)


def test_kept_tabs_refuse_what_the_author_selects_and_nobody_made(page):
    with gr.Blocks() as demo:
        names = gr.Textbox("a b")

        @gr.render(inputs=names)
        def make(text):
            with gr.Tabs(key="tabs", selected="z" if text == "wrong" else None):
                for name in text.split():
                    with gr.Tab(name, id=name, key=name):
                        gr.Markdown(name)

    page.act(demo._shell, "load")
    tabs = next(block for block in demo.descendants() if isinstance(block, gr.Tabs))
    page.update(tabs, selected_index=1)
    page.act(names, "input", {"value": "a c"})
    assert (tabs.selected, tabs.selected_index) == ("a", 0)
    assert not demo.errors
    page.act(names, "input", {"value": "wrong"})
    assert "there is no tab 'z' to select; there is 'wrong'" in str(demo.errors[0].exception)
