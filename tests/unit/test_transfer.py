from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nbblocks as gr
from nbblocks.files import store
from nbblocks.files.data import CHUNK
from tests.uploads import BOAT, answers, chunk, read, start, transfer, upload

PNG = b"\x89PNG\r\n\x1a\n"


def files_on_disk() -> set[Path]:
    gc.collect()
    return {place for place in store.folder().rglob("*") if place.is_file()}


@pytest.fixture
def clean(page):
    before = files_on_disk()
    yield
    gr.close_all()
    assert files_on_disk() <= before


def test_a_large_file_comes_in_chunks_each_of_them_acknowledged(page):
    image = gr.Image()
    data = PNG + os.urandom(3 * CHUNK)
    upload(page, image, "big.png", data)
    assert image.value.orig_name == "big.png"
    assert image.value.size == len(data)
    assert image.value.read() == data
    assert [answer.get("offset") for answer in answers(page, image)] == [0, CHUNK, 2 * CHUNK, 3 * CHUNK, None]


def test_an_empty_file_can_be_uploaded(page):
    audio = gr.Audio()
    audio.check_file = lambda file: None
    assert transfer(page, audio, "empty.wav", b"")["file"] == "done"


def test_what_was_uploaded_goes_when_it_is_replaced(page):
    image = gr.Image()
    upload(page, image, "one.png", PNG + b"1")
    first = Path(image.value.path)
    upload(page, image, "two.png", PNG + b"2")
    gc.collect()
    assert not first.exists()
    assert Path(image.value.path).exists()


def test_a_canceled_upload_leaves_nothing(page, clean):
    image = gr.Image()
    start(page, image, size=1000)
    chunk(page, image, PNG, 0)
    page.send(image, {"file": "cancel", "id": "up"})
    assert chunk(page, image, b"more", len(PNG))["file"] == "refused"


def test_an_upload_ends_with_its_component(page, clean):
    image = gr.Image()
    start(page, image, size=1000)
    chunk(page, image, PNG, 0)
    image.close()


def test_an_upload_that_nobody_goes_on_with_is_dropped(page, monkeypatch):
    image = gr.Image()
    before = files_on_disk()
    start(page, image, size=1000)
    monkeypatch.setattr("nbblocks.files.transfer.STALE", -1)
    start(page, image, size=1000, known="other")
    assert len(files_on_disk() - before) == 1
    assert chunk(page, image, PNG, 0)["reason"] == "nobody started this upload"


def test_too_large_a_file_is_refused_before_its_first_byte(page, clean):
    with gr.Blocks() as demo:
        image = gr.Image()
    demo.max_file_size = 100
    answer = start(page, image, size=101)
    assert answer["file"] == "refused"
    assert "at most 100 bytes" in answer["reason"]
    assert start(page, image, size=100)["file"] == "ack"


@pytest.mark.parametrize("change", [{"interactive": False}, {"visible": False}])
def test_a_component_that_takes_no_input_takes_no_file(page, clean, change):
    image = gr.Image(**change)
    assert start(page, image)["file"] == "refused"


def test_a_component_that_stops_taking_input_stops_an_upload(page, clean):
    image = gr.Image()
    start(page, image, size=1000)
    image.interactive = False
    assert chunk(page, image, PNG, 0)["file"] == "refused"


@pytest.mark.parametrize("offset", [1, -1, 8.5, None, "0", [], True])
def test_a_chunk_out_of_order_ends_the_upload(page, clean, offset):
    image = gr.Image()
    start(page, image, size=1000)
    assert chunk(page, image, PNG, offset)["reason"] == "a chunk is out of order"
    assert chunk(page, image, PNG, 0)["reason"] == "nobody started this upload"


@pytest.mark.parametrize("data", [b"", b"x" * (CHUNK + 1)])
def test_a_chunk_of_the_wrong_size_is_refused(page, clean, data):
    image = gr.Image()
    start(page, image, size=10 * CHUNK)
    assert "one buffer" in chunk(page, image, data, 0)["reason"]


def test_more_than_was_announced_is_refused(page, clean):
    image = gr.Image()
    start(page, image, size=9)
    assert "more of it" in chunk(page, image, PNG + b"12", 0)["reason"]


def test_a_chunk_without_a_buffer_is_refused(page, clean):
    image = gr.Image()
    start(page, image)
    page.send(image, {"file": "chunk", "id": "up", "offset": 0})
    assert answers(page, image)[-1]["file"] == "refused"


def test_many_uploads_at_once_are_refused(page, clean):
    image = gr.Image()
    told = [start(page, image, known=f"up{number}")["file"] for number in range(9)]
    assert told == ["ack"] * 8 + ["refused"]
    image.close()


@pytest.mark.parametrize("size", [-1, 1.5, "10", None, True, [10]])
def test_a_size_must_be_one(page, clean, size):
    assert start(page, gr.Image(), size=size)["file"] == "refused"


@pytest.mark.parametrize("name", [None, 5, ["a"], "x" * 20_000])
def test_a_name_must_be_one(page, clean, name):
    assert start(page, gr.Image(), name=name)["file"] == "refused"


@pytest.mark.parametrize("known", [None, 5, "", "x" * 65, ["up"], {}])
def test_an_id_must_be_one(page, clean, known):
    assert start(page, gr.Image(), known=known)["file"] == "refused"


FORGED = [
    {"path": "/etc/passwd"},
    {"id": "/etc/passwd"},
    {"id": ["x"]},
    {"id": {"path": "/etc/passwd"}},
    {"url": "http://169.254.169.254/"},
    {"id": "", "path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}},
    [{"path": "/etc/passwd"}],
    "/etc/passwd",
    "http://169.254.169.254/",
    "data:image/png;base64,AAAA",
    5,
    True,
]


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("door", ["event", "update"])
def test_only_an_id_from_the_kernel_is_a_value(page, forged, door):
    image = gr.Image(BOAT)
    before = image.value
    if door == "event":
        page.act(image, "input", {"value": forged})
    else:
        page.update(image, value=forged)
    assert image.value is before


def test_an_id_of_another_component_is_no_value(page):
    one, other = gr.Image(), gr.Image()
    value = transfer(page, one, "a.png", PNG)["value"]
    page.act(other, "input", {"value": value})
    assert other.value is None
    page.act(one, "input", {"value": value})
    assert one.value.orig_name == "a.png"


def test_what_else_a_page_says_of_its_upload_is_ignored(page):
    image = gr.Image()
    value = transfer(page, image, "a.png", PNG)["value"]
    page.act(image, "input", {"value": {**value, "path": "/etc/passwd", "name": "b", "url": "http://x"}})
    assert image.value.orig_name == "a.png"
    assert image.value.url is None
    assert image.value.read() == PNG


def test_the_page_sees_no_path(page):
    image = gr.Image()
    upload(page, image, "a.png", PNG)
    assert str(store.folder()) not in repr(page.messages)


def test_a_small_file_is_in_the_value(page):
    image = gr.Image(BOAT)
    sent = image.get_state("value")["value"]
    assert sent["data"] == BOAT.read_bytes()
    assert (sent["name"], sent["mime"], sent["size"]) == ("boat.png", "image/png", 17265)


def test_a_large_file_is_read_by_its_id(page, tmp_path):
    data = PNG + os.urandom(2 * CHUNK)
    place = tmp_path / "large.png"
    place.write_bytes(data)
    image = gr.Image(place)
    sent = image.get_state("value")["value"]
    assert "data" not in sent
    got = b""
    while len(got) < sent["size"]:
        answer, piece = read(page, image, sent["id"], len(got))
        assert answer["offset"] == len(got)
        got += piece
    assert got == data


@pytest.mark.parametrize("offset", [-1, None, "0", 1.5, True])
def test_an_offset_must_be_one(page, offset):
    image = gr.Image(BOAT)
    assert read(page, image, image.value.id, offset) == (
        {"file": "refused", "id": "down", "reason": "a piece of a file needs an offset"},
        b"",
    )


def test_a_file_of_another_component_cannot_be_read(page):
    one, other = gr.Image(BOAT), gr.Image()
    answer, data = read(page, other, one.value.id)
    assert answer["reason"] == "there is no such file here"
    assert data == b""


def test_a_file_that_is_no_value_any_more_cannot_be_read(page):
    image = gr.Image(BOAT)
    known = image.value.id
    image.value = None
    assert read(page, image, known)[0]["file"] == "refused"


def test_a_file_that_is_gone_is_said_to_be(page, tmp_path):
    place = tmp_path / "a.png"
    place.write_bytes(PNG)
    image = gr.Image(place)
    place.unlink()
    assert "data" not in image.get_state("value")["value"]
    assert read(page, image, image.value.id)[0]["reason"] == "the file cannot be read or written"


def test_uploads_that_no_value_says_do_not_pile_up(page, monkeypatch):
    monkeypatch.setattr("nbblocks.files.transfer.MOST_UNUSED", 2)
    image = gr.Image()
    before = len(files_on_disk())
    values = [transfer(page, image, "a.png", PNG, f"up{number}")["value"] for number in range(4)]
    assert len(files_on_disk()) - before == 2
    page.act(image, "input", {"value": values[0]})
    assert image.value is None
    page.act(image, "input", {"value": values[3]})
    assert image.value.size == len(PNG)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("up"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
message = st.fixed_dictionaries(
    {"file": st.sampled_from(["start", "chunk", "cancel", "read", "data"]) | junk, "id": st.just("up") | junk},
    optional={"of": junk, "name": junk, "size": st.integers(-2, 50) | junk, "offset": st.integers(-2, 50) | junk},
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(message, st.lists(st.binary(max_size=30), max_size=2)), max_size=6))
def test_no_message_of_a_page_changes_a_value_or_raises(page, messages):
    image = gr.Image(BOAT)
    before = image.value
    for content, buffers in messages:
        page.send(image, content, buffers)
    assert image.value is before
    image.close()
