from __future__ import annotations

import json
import sys

import pytest

import nbblocks as gr
from nbblocks.session.browser_state import MAX_TEXT

HOSTILE = [
    None,
    7,
    ["x"],
    "",
    "no json",
    '{"a": NaN}',
    "[1e999]",
    '"' + "x" * 2_000_000 + '"',
    "[" * 100_000 + "]" * 100_000,
    "9" * 10_000,
    '"\ud800',
]


def app(default=None, **options):
    """An app that shows what it has when the page loads, and keeps what is typed."""
    with gr.Blocks(title="Kept") as demo:
        kept = gr.BrowserState(default, **options)
        typed, shown, changes = gr.Textbox(), gr.Textbox(), gr.Textbox()
        typed.submit(lambda text: text, typed, kept)
        demo.load(json.dumps, kept, shown)
        kept.change(json.dumps, kept, changes)
    return demo, kept, typed, shown, changes


def load(page, demo, stored, name="one"):
    page.act(demo._shell, "load", data={"stored": stored}, page=name)


def told(page, demo):
    """Return what the browser has been told to keep, by name."""
    return {m["store"]: m["text"] for m in page.custom(demo._shell) if "store" in m}


def test_what_the_browser_kept_is_there_before_load_handlers_run(page):
    demo, kept, _, shown, changes = app({"n": 0})
    load(page, demo, {kept.name: '{"n": 5}'})
    assert kept.value == {"n": 5}
    assert shown.value == changes.value == '{"n": 5}'


def test_without_anything_kept_it_has_its_default(page):
    demo, kept, _, shown, changes = app({"n": 0})
    load(page, demo, {})
    assert (kept.value, shown.value, changes.value) == ({"n": 0}, '{"n": 0}', "")


def test_what_a_handler_returns_is_kept(page):
    demo, kept, typed, _, changes = app("")
    page.act(typed, "submit", {"value": "Ada"})
    assert told(page, demo) == {kept.name: '"Ada"'}
    assert changes.value == '"Ada"'


def test_what_came_from_the_browser_is_not_sent_back(page):
    demo, kept, typed, _, _ = app("")
    load(page, demo, {kept.name: '"Ada"'})
    assert told(page, demo) == {}
    page.act(typed, "submit", {"value": "Ada"})
    assert told(page, demo) == {}


def test_none_stands_for_the_default(page):
    _, kept, _, _, _ = app({"n": 0})
    kept.value = None
    assert kept.preprocess(kept.read()) == {"n": 0}


def test_a_handler_gets_a_copy(page):
    _, kept, _, _, _ = app({"list": []})
    kept.preprocess(kept.read())["list"].append(1)
    assert (kept.value, kept.default_value) == ({"list": []}, {"list": []})


def test_a_page_tells_once_what_its_browser_kept(page):
    demo, kept, typed, _, _ = app("")
    load(page, demo, {kept.name: '"old"'})
    page.act(typed, "submit", {"value": "new"})
    load(page, demo, {kept.name: '"old"'})
    assert kept.value == "new"


@pytest.mark.parametrize("secret", [None, "s3cret"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_value_is_refused(page, text, secret, caplog):
    demo, kept, _, shown, _ = app("default", secret=secret)
    load(page, demo, {kept.name: text, "key:other": '"x"'})
    assert (kept.value, shown.value) == ("default", '"default"')
    assert "Refused what a browser kept" in caplog.text


@pytest.mark.parametrize("stored", [None, "x", ["x"], 3])
def test_a_page_that_reports_nonsense_loads(page, stored):
    demo, _, _, shown, _ = app("default")
    load(page, demo, stored)
    assert shown.value == '"default"'


def test_with_a_secret_only_what_the_app_wrote_is_accepted(page):
    demo, kept, typed, _, _ = app("", storage_key="name", secret="s3cret")
    page.act(typed, "submit", {"value": "Ada"})
    text = told(page, demo)[kept.name]
    again, its, _, _, _ = app("", storage_key="name", secret="s3cret")
    load(page, again, {its.name: text})
    assert its.value == "Ada"
    forgeries = {
        "changed": text.replace("Ada", "Eve"),
        "unsigned": '"Eve"',
        "of another name": app("", storage_key="other", secret="s3cret")[1]._sign('"Eve"'),
        "of another secret": app("", storage_key="name", secret="guess")[1]._sign('"Eve"'),
    }
    for how, forged in forgeries.items():
        demo, kept, _, _, _ = app("nobody", storage_key="name", secret="s3cret")
        load(page, demo, {kept.name: forged})
        assert kept.value == "nobody", how


@pytest.mark.parametrize("secret", [None, "s3cret"])
def test_the_longest_value_comes_back(page, secret):
    demo, kept, *_ = app("", storage_key="long", secret=secret)
    kept.value = "x" * (MAX_TEXT - 2)
    again, its, *_ = app("", storage_key="long", secret=secret)
    load(page, again, told(page, demo))
    assert its.value == kept.value


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (object(), "holds what JSON can say, and no object"),
        (float("nan"), "not JSON compliant"),
        ("x" * 2_000_000, "holds at most 1000000 characters"),
    ],
)
def test_only_json_fits(page, value, error):
    with pytest.raises((TypeError, ValueError), match=error):
        gr.BrowserState(value)


def test_a_model_of_pydantic_fits(page):
    class Model:
        def model_dump(self):
            return {"a": (1, 2)}

    assert gr.BrowserState(Model()).value == {"a": [1, 2]}


def names(title="Kept"):
    with gr.Blocks(title=title) as demo:
        states = [gr.BrowserState(), gr.BrowserState(), gr.BrowserState(storage_key="mine")]
    assert demo._shell.stores == [state.name for state in states]
    return [state.name for state in states]


def test_its_name_is_that_of_the_app_and_the_place(page, monkeypatch, tmp_path):
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(tmp_path / "app.py"), raising=False)
    first, second, mine = names()
    assert mine == "key:mine"
    assert len({first, second}) == 2
    assert names() == [first, second, mine]
    assert names(title="Another")[0] != first
    assert str(tmp_path) not in first
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(tmp_path / "other.py"), raising=False)
    assert names()[0] != first


def test_where_nothing_tells_apps_apart_the_address_of_the_page_does(page, monkeypatch):
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert names()[0].startswith("page:")
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/ada/app.ipynb")
    assert names()[0].startswith("app:")


def test_outside_of_an_app_it_is_a_value_in_the_kernel(page):
    kept = gr.BrowserState(1)
    kept.value = 2
    assert kept.value == 2


def test_it_stands_outside_of_what_is_made_again(page):
    with gr.Blocks() as demo:

        @gr.render
        def part():
            gr.BrowserState("")

    page.act(demo._shell, "load")
    (failure,) = demo.errors
    assert "must stand outside gr.render" in str(failure.exception)
