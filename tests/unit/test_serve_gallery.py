"""The cards of a folder of notebooks."""

from __future__ import annotations

import nbformat
import pytest

from nbblocks.serve.gallery import Card, cards


def write(path, *sources):
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [
        nbformat.v4.new_markdown_cell(source) if not source.startswith("%code") else nbformat.v4.new_code_cell(source)
        for source in sources
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


@pytest.mark.parametrize(
    ("sources", "title", "summary"),
    [
        (["# Hello\n\nSays hello. And more."], "Hello", "Says hello."),
        (["# Hello\nSays hello to *you*."], "Hello", "Says hello to you."),
        (["# Hello", "%code", "Says `hello`!"], "Hello", "Says hello!"),
        (["# A [link](https://example.org) and `code`", "## Below\n\nText."], "A link and code", "Text."),
        (["No heading. Only text."], "My first app", "No heading."),
        (["![picture](x.png)\n\n# Hello\n\n<b>Bold</b> text"], "Hello", "Bold text"),
        (["%code"], "My first app", ""),
        ([], "My first app", ""),
    ],
)
def test_a_card_has_the_first_heading_and_the_first_sentence(tmp_path, sources, title, summary):
    write(tmp_path / "my_first-app.ipynb", *sources)
    assert cards(tmp_path) == [Card("my_first-app.ipynb", title, summary)]


def test_a_long_sentence_is_cut_between_words(tmp_path):
    write(tmp_path / "long.ipynb", "# Long\n\n" + "word " * 100)
    (card,) = cards(tmp_path)
    assert card.summary.endswith("word …")
    assert len(card.summary) <= 203


def test_cards_come_by_path_without_hidden_ones(tmp_path):
    for name in ["b.ipynb", "a/c.ipynb", ".ipynb_checkpoints/b.ipynb", "a/.hidden.ipynb"]:
        write(tmp_path / name)
    (tmp_path / "notes.txt").write_text("no notebook")
    assert [card.path for card in cards(tmp_path)] == ["a/c.ipynb", "b.ipynb"]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"cells": 1}', '{"cells": [1]}', '{"cells": [{"cell_type": "markdown"}]}']
)
def test_a_file_that_is_no_notebook_has_a_card_without_a_summary(tmp_path, text):
    (tmp_path / "broken.ipynb").write_text(text)
    assert cards(tmp_path) == [Card("broken.ipynb", "Broken", "")]
