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
