from __future__ import annotations

import base64
import io

import pytest
from PIL import Image as Picture
from traitlets import TraitError

import nbblocks as gr
from tests.page import selections


def names(**more):
    return gr.Dataset(components=["text"], samples=[["Ada"], ["Grace"], ["Alan"]], label="Names", **more)


def rows(**more):
    return gr.Dataset(components=[gr.Textbox(label="Name"), "number"], samples=[["Ada", 36], ["Grace", 85]], **more)


def shown(dataset):
    state = dataset.get_state()
    return [[cell["text"] for cell in sample] for sample in state["samples"]]


@pytest.mark.parametrize(("type", "expected"), [("values", ["Grace"]), ("index", 1), ("tuple", (1, ["Grace"]))])
def test_a_click_gives_the_sample_its_index_or_both(page, type, expected):
    seen = []
    with gr.Blocks():
        dataset = names(type=type)
        dataset.click(seen.append, dataset)
    page.act(dataset, "click", {"value": 1})
    assert seen == [expected]


def test_the_same_sample_can_be_clicked_twice(page):
    seen = []
    with gr.Blocks():
        dataset = names(type="index")
        dataset.click(seen.append, dataset)
    page.act(dataset, "click", {"value": 1})
    page.act(dataset, "click", {"value": 1})
    assert seen == [1, 1]


def test_select_tells_what_was_picked_as_the_kernel_knows_it(page):
    dataset = names()
    seen = selections(dataset)
    forged = {"index": 7, "value": "forged"}
    page.act(dataset, "select", data=forged)
    page.act(dataset, "click", {"value": 2})
    page.act(dataset, "select", data=forged)
    assert seen == [(None, None, True), (2, ["Alan"], True)]


@pytest.mark.parametrize("hostile", [3, -1, True, "1", None, ["Ada"], 1.0])
def test_the_page_may_only_pick_a_sample_that_is_there(page, hostile):
    dataset = names(value=0)
    page.act(dataset, "click", {"value": hostile})
    assert dataset.value == 0


def test_the_page_may_not_change_samples(page):
    dataset = names()
    page.update(dataset, samples=[[{"text": "forged", "image": None}]])
    assert dataset.samples == [["Ada"], ["Grace"], ["Alan"]]


def test_a_sample_may_be_set_by_itself():
    dataset = rows()
    dataset.value = ["Grace", 85]
    assert dataset.value == 1
    with pytest.raises(TraitError):
        dataset.value = ["Ada", 85]


def test_the_page_gets_texts_not_values():
    assert shown(rows()) == [["Ada", "36"], ["Grace", "85"]]


def test_titles_are_the_labels_unless_given():
    assert rows().headers == ["Name", ""]
    assert rows(headers=["Who", "Age"]).headers == ["Who", "Age"]
    assert names().headers == []


def test_values_of_any_kind_have_a_short_text():
    class Grid:
        shape = (2, 3)

    samples = [[None], [True], [["a", "b"]], [{"cat": 0.5}], [Grid()], ["word " * 100], ["a\nb"]]
    texts = [cells[0] for cells in shown(gr.Dataset(components=["text"], samples=samples))]
    assert texts[:5] == ["", "True", "a, b", '{"cat": 0.5}', "Grid 2x3"]
    assert len(texts[5]) < 130
    assert texts[5].endswith("…")
    assert texts[6] == "a b"


def test_an_image_is_shown_small_with_its_name(tmp_path):
    Picture.new("RGB", (800, 600), "red").save(tmp_path / "red.png")
    dataset = gr.Dataset(components=["image"], samples=[[str(tmp_path / "red.png")], ["https://example.org/a/cat.jpg"]])
    [[red], [cat]] = dataset.get_state()["samples"]
    assert red["text"] == "red.png"
    assert red["image"].startswith("data:image/webp;base64,")
    assert len(red["image"]) < 2000
    assert cat == {"text": "cat.jpg", "image": None}


def test_a_handler_may_put_other_samples_in(page):
    with gr.Blocks():
        dataset = names(value=2)
        button = gr.Button()
        button.click(lambda: gr.Dataset(samples=[["Edsger"]]), None, dataset)
    page.act(button, "click")
    assert dataset.samples == [["Edsger"]]
    assert dataset.value is None


def test_one_value_a_sample_needs_no_list():
    assert gr.Dataset(components=["text"], samples=["Ada", "Grace"]).samples == [["Ada"], ["Grace"]]


def test_layout_is_the_word_for_its_arrangement_and_for_its_size():
    dataset = names(layout="table")
    assert dataset.arrangement == "table"
    dataset.layout.width = "50%"
    assert dataset.layout.width == "50%"


def test_an_unknown_name_of_a_component_is_told():
    with pytest.raises(ValueError, match=r"'textt'.*did you mean 'text'"):
        gr.Dataset(components=["textt"])


def test_columns_that_are_made_anew_close_those_before(page):
    dataset = gr.Dataset(components=["text", mine := gr.Textbox()], samples=[["Ada", "Grace"]])
    made = dataset.components[0]
    dataset.components = ["number", mine]
    kept = dataset.components[0]
    dataset.components = [kept]
    assert (made.comm is None, kept.comm is None, mine.comm is None) == (True, False, False)
    dataset.close()
    assert (kept.comm is None, mine.comm is None) == (True, False)


@pytest.mark.parametrize("orientation", [3, 6])
def test_a_photo_is_shown_as_the_camera_was_held(tmp_path, orientation):
    exif = Picture.Exif()
    exif[0x0112] = orientation
    Picture.new("RGB", (80, 40), "red").save(tmp_path / "photo.jpg", exif=exif)
    [[photo]] = gr.Dataset(components=["image"], samples=[[tmp_path / "photo.jpg"]]).get_state()["samples"]
    data = base64.b64decode(photo["image"].partition(",")[2])
    assert Picture.open(io.BytesIO(data)).size == ((80, 40) if orientation == 3 else (40, 80))


def test_a_broken_or_huge_image_is_shown_by_its_name(tmp_path, monkeypatch):
    picture = Picture.effect_noise((40, 40), 50)
    picture.save(tmp_path / "huge.png")
    data = (tmp_path / "huge.png").read_bytes()
    (tmp_path / "broken.png").write_bytes(data[:60] + b"xxxx" + data[64:80] + bytes(9) + data[89:])
    monkeypatch.setattr(Picture, "MAX_IMAGE_PIXELS", 100)
    dataset = gr.Dataset(components=["image"], samples=[[tmp_path / "huge.png"], [tmp_path / "broken.png"]])
    assert dataset.get_state()["samples"] == [
        [{"text": "huge.png", "image": None}],
        [{"text": "broken.png", "image": None}],
    ]
