from __future__ import annotations

import functools
import http.server
import io
import threading

import numpy as np
import PIL.Image
import pytest
from traitlets import TraitError

import nbblocks as gr
from tests.uploads import BOAT, DATA, transfer, upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def picture(suffix: str = "png", mode: str = "RGB", **options) -> bytes:
    """Return a file of a picture that is red at its left and blue at its right."""
    image = PIL.Image.new("RGB", (40, 20), "red")
    image.paste("blue", (20, 0, 40, 20))
    out = io.BytesIO()
    image.convert(mode).save(out, suffix, **options)
    return out.getvalue()


def test_an_uploaded_picture_reaches_the_handler_as_an_array(page):
    with gr.Blocks():
        image, shape = gr.Image(), gr.Textbox()
        image.upload(lambda pixels: f"{pixels.shape} {pixels.dtype} {pixels[0, 0].tolist()}", image, shape)
    upload(page, image, "a.png", picture())
    assert shape.value == "(20, 40, 3) uint8 [255, 0, 0]"


def test_a_handler_may_return_the_array_it_got(page):
    with gr.Blocks():
        image, flipped = gr.Image(), gr.Image()
        image.change(lambda pixels: pixels[:, ::-1], image, flipped)
    upload(page, image, "a.png", picture())
    page.settle(image)
    assert flipped.preprocess(flipped.value)[0, 0].tolist() == [0, 0, 255]
    assert flipped._interactive is False


@pytest.mark.parametrize(("mode", "shape"), [("L", (20, 40)), ("RGB", (20, 40, 3)), ("RGBA", (20, 40, 4))])
def test_a_handler_gets_the_mode_it_asks_for(page, mode, shape):
    image = gr.Image(image_mode=mode)
    upload(page, image, "a.png", picture())
    assert image.preprocess(image.value).shape == shape


def test_a_handler_may_ask_for_a_pil_image(page):
    image = gr.Image(type="pil")
    upload(page, image, "a.png", picture())
    assert image.preprocess(image.value).size == (40, 20)


def test_a_handler_may_ask_for_the_file(page):
    image = gr.Image(type="filepath")
    upload(page, image, "my cat.png", picture())
    path = image.preprocess(image.value)
    assert path.endswith("my cat.png")
    upload(page, image, "other.png", picture("png", "L"))
    with PIL.Image.open(path) as kept, PIL.Image.open(image.preprocess(image.value)) as converted:
        assert kept.size == (40, 20)
        assert converted.mode == "RGB"


@pytest.mark.parametrize(("orientation", "corner"), [(3, "blue"), (6, "red"), (8, "blue")])
def test_a_photo_is_turned_as_the_camera_was_held(page, orientation, corner):
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    image = gr.Image()
    upload(page, image, "photo.jpg", picture("jpeg", exif=exif, quality=100))
    pixels = image.preprocess(image.value)
    assert pixels.shape == ((20, 40, 3) if orientation == 3 else (40, 20, 3))
    assert {"red": 0, "blue": 2}[corner] == pixels[2, 2].argmax()


@pytest.mark.parametrize(
    "pixels",
    [
        np.array([[0, 128], [255, 7]], np.uint8),
        np.array([[0, 128], [255, 7]], np.int64),
        np.array([[0, 128], [255, 7]]) / 255,
        np.array([[[0], [128]], [[255], [7]]], np.uint8),
        np.array([[0, 128], [255, 7]], np.uint16) << 8,
        PIL.Image.fromarray(np.array([[0, 128], [255, 7]], np.uint8)),
    ],
)
def test_numbers_make_the_picture_they_mean(page, pixels):
    image = gr.Image(pixels, image_mode="L")
    assert image.preprocess(image.value).tolist() == [[0, 128], [255, 7]]


@pytest.mark.parametrize(
    ("nonsense", "why"),
    [
        (np.zeros((2, 2, 7)), "shape"),
        (np.zeros(5), "shape"),
        (np.zeros((0, 4, 3)), "shape"),
        (np.full((2, 2), 7.5), "divide by 255"),
        (np.full((2, 2), 256), "from 0 to 255"),
        (np.full((2, 2), np.nan), "0 to 1"),
        (__file__, "no image"),
        (b"bytes", "no image"),
        ("data:image/png;base64,%%%", "broken"),
        ({"path": str(BOAT)}, "must be a path"),
        (5, "must be a path"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(page, nonsense, why):
    with pytest.raises(TraitError, match=why):
        gr.Image(nonsense)


@pytest.mark.parametrize("given", [str(BOAT), BOAT, BOAT.read_bytes(), gr.FileData(str(BOAT))])
def test_a_file_is_shown_as_it_is(page, given):
    image = gr.Image(given)
    assert image.value.read() == BOAT.read_bytes()
    assert image.value.mime_type == "image/png"
    assert image.preprocess(image.value).shape == (320, 480, 3)


@pytest.mark.parametrize("suffix", ["png", "webp", "jpeg", "gif", "bmp"])
def test_arrays_are_sent_in_the_format_that_the_author_chose(page, suffix):
    image = gr.Image(np.zeros((4, 4, 3), np.uint8), format=suffix)
    assert image.value.mime_type == f"image/{suffix}"


def test_a_format_that_cannot_hold_the_picture_gives_way_to_png(page):
    image = gr.Image(np.zeros((4, 4, 4), np.uint8), format="jpeg", image_mode="RGBA")
    assert image.value.mime_type == "image/png"


def test_a_picture_that_no_browser_shows_is_converted(page, tmp_path):
    place = tmp_path / "scan.tiff"
    place.write_bytes(picture("tiff"))
    image = gr.Image(place)
    assert (image.value.orig_name, image.value.mime_type) == ("scan.webp", "image/webp")


def test_the_same_picture_again_is_no_change(page):
    seen = []
    with gr.Blocks():
        image = gr.Image()
        image.change(lambda: seen.append(1), None, None)
    for _ in range(2):
        image.value = np.zeros((4, 4), np.uint8)
        page.settle(image)
    image.value = np.ones((4, 4), np.uint8)
    page.settle(image)
    assert len(seen) == 2


def test_an_address_goes_to_the_page_as_given(page):
    image = gr.Image("https://example.org/cat.png?size=5")
    assert image.get_state("value")["value"] == {
        "id": image.value.id,
        "name": "cat.png",
        "mime": None,
        "size": None,
        "url": "https://example.org/cat.png?size=5",
    }


@pytest.fixture
def site():
    """A server of the author's, with the pictures of the guide."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=DATA)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_of_the_author_is_fetched_for_a_handler(page, site):
    image = gr.Image(f"{site}/boat.png")
    assert image.preprocess(image.value).shape == (320, 480, 3)
    image.type = "filepath"
    assert image.preprocess(image.value).endswith("boat.png")


def test_an_address_that_a_handler_returned_is_never_fetched(page):
    with gr.Blocks():
        address, image, shape = gr.Textbox(), gr.Image(), gr.Textbox("before")
        address.submit(lambda text: text, address, image)
        image.change(lambda pixels: str(pixels.shape), image, shape)
    page.act(address, "submit", {"value": "http://127.0.0.1:9/latest/meta-data"})
    assert image.value.url == "http://127.0.0.1:9/latest/meta-data"
    assert shape.value == "before"
    with pytest.raises(ValueError, match="shown, not fetched"):
        image.preprocess(image.value)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/a.png", "javascript:alert(1)", "//host/a.png"])
def test_other_addresses_are_paths_that_are_not_there(page, address):
    image = gr.Image()
    with pytest.raises(TraitError, match="no file"):
        image.value = address


def test_an_app_is_made_without_a_picture_that_is_not_there(page):
    with pytest.warns(UserWarning, match=r"Image: there is no file 'no\.png' in /.*") as caught:
        image = gr.Image("no.png")
    with gr.Blocks():
        box = gr.Textbox()
        image.clear(lambda value: f"{value}", image.render(), box)
    assert caught[0].filename == __file__
    sent = image.get_state("value")["value"]
    assert (sent["name"], sent["error"]) == ("no.png", "There is no file 'no.png'.")
    with pytest.raises(ValueError, match="there is no file"):
        image.preprocess(image.value)
    page.act(image, "clear", {"value": None})
    assert box.value == "None"


def test_a_handler_that_returns_a_picture_that_is_not_there_hears_so(page, caplog):
    with gr.Blocks():
        button, image = gr.Button(), gr.Image()
        button.click(lambda: "no.png", None, image)
    page.act(button, "click")
    assert "there is no file 'no.png'" in caplog.text
    assert image.value is None


def test_an_svg_file_is_a_file_and_no_array(page):
    image = gr.Image(SVG)
    assert image.value.mime_type == "image/svg+xml"
    with pytest.raises(ValueError, match="filepath"):
        image.preprocess(image.value)
    image.type = "filepath"
    assert image.preprocess(image.value).endswith(".svg")


@pytest.mark.parametrize("data", [b"<html><script>alert(1)</script>", b"%PDF-1.7", b"", b"MZ\x90"])
def test_an_upload_of_something_else_is_refused(page, data):
    image = gr.Image()
    assert transfer(page, image, "a.png", data) == {"file": "refused", "id": "up", "reason": "a.png is no image"}


def test_a_broken_picture_says_so_to_the_handlers_user(page):
    image = gr.Image()
    upload(page, image, "a.png", picture()[:60])
    with pytest.raises(ValueError, match=r"a\.png.*no image that Pillow can read"):
        image.preprocess(image.value)


def test_clearing_empties_it(page):
    with gr.Blocks():
        image, box = gr.Image(BOAT), gr.Textbox()
        image.clear(lambda value: f"{value}", image, box)
    page.act(image, "clear", {"value": None})
    assert image.value is None
    assert box.value == "None"


def test_a_click_on_it_says_where(page):
    def where(event: gr.SelectData):
        return str(event.index)

    with gr.Blocks():
        image, box = gr.Image(BOAT, interactive=False), gr.Textbox()
        image.select(where, None, box)
    page.act(image, "select", data={"index": [3, 4], "value": None})
    assert box.value == "[3, 4]"


@pytest.mark.parametrize(
    ("classic", "name", "today"),
    [
        ({"source": "webcam"}, "sources", ["webcam"]),
        ({"sources": "clipboard"}, "sources", ["clipboard"]),
        ({"source": "canvas"}, "sources", ["upload"]),
        ({"mirror_webcam": False}, "webcam_options", {"mirror": False, "constraints": None}),
        ({"webcam_options": {"mirror": False}}, "webcam_options", {"mirror": False, "constraints": None}),
        ({"show_download_button": False}, "buttons", ["fullscreen"]),
        ({"show_download_button": True}, "buttons", None),
    ],
)
def test_older_spellings_mean_todays(page, classic, name, today):
    assert gr.Image(**classic).get_state(name)[name] == today


def test_words_of_the_drawing_tool_are_accepted_with_a_warning(page):
    with pytest.warns(gr.exceptions.CompatibilityWarning, match="tool"):
        gr.Image(tool="sketch")


def test_a_handler_may_update_it_in_the_old_spelling(page):
    with gr.Blocks():
        button, image = gr.Button(), gr.Image()
        button.click(lambda: gr.Image(show_download_button=False, label="New"), None, image)
    page.act(button, "click")
    assert (image.buttons, image.label) == (["fullscreen"], "New")


def test_gradio_3_shaped_and_inverted_what_a_handler_got(page):
    image = gr.Image(np.full((20, 40), 55, np.uint8), shape=(8, 8), invert_colors=True, image_mode="L")
    pixels = image.preprocess(image.value)
    assert pixels.shape == (8, 8)
    assert (pixels == 200).all()


def test_a_watermark_is_put_on_what_is_shown(page):
    black, mark = np.zeros((50, 50, 3), np.uint8), np.full((5, 5, 3), 255, np.uint8)
    image = gr.Image(black, watermark=mark)
    assert [int(pixel[0]) for pixel in image.preprocess(image.value)[36, 34:41]] == [0, 255, 255, 255, 255, 255, 0]
    image = gr.Image(black, watermark=gr.WatermarkOptions(mark, "top-left"))
    assert image.preprocess(image.value)[10, 10, 0] == 255


def test_what_a_visitor_uploads_gets_no_watermark(page):
    image = gr.Image(watermark=np.full((5, 5, 3), 255, np.uint8))
    data = picture()
    upload(page, image, "a.png", data)
    assert image.value.read() == data


def test_the_snapshot_names_the_picture(page):
    assert gr.Image(BOAT).summary() == "boat.png"


def test_a_watermark_that_is_not_there_is_named_at_once():
    with pytest.raises(TraitError, match=r"watermark of Image: there is no file 'mark\.png'"):
        gr.Image(watermark="mark.png")
    with pytest.raises(TraitError, match="there is no file"):
        gr.Image(watermark=gr.WatermarkOptions("mark.png"))
