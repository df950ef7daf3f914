"""Image: a picture that the visitor gives or sees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import Bool, Enum, Int, TraitError, Tuple, Unicode, Union, validate

from nbblocks.component import Value
from nbblocks.events import Event
from nbblocks.files import images
from nbblocks.files.data import FileData, wire
from nbblocks.files.kinds import SHOWN
from nbblocks.files.options import WatermarkOptions, WebcamOptions
from nbblocks.files.sources import file_from, is_missing, local
from nbblocks.files.streams import StreamedInput
from nbblocks.files.traits import OneOrMore, Options
from nbblocks.traits import Buttons

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from traitlets.utils.bunch import Bunch

_MODES = ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F"]
_SVG = "image/svg+xml"
#: What a watermark would take the movement or the sharpness from.
_UNMARKED = frozenset({_SVG, "image/gif"})


class Image(StreamedInput):
    """A picture: uploaded, pasted or photographed as an input, shown as an output.

    A handler gets it as ``type`` says. What a handler or the author gives may be a path, an
    address, a NumPy array (bytes, or floats from 0 to 1), a PIL image or bytes; ``value`` is
    then the `FileData` of it.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     image, flipped = gr.Image(), gr.Image()
    ...     flip = image.change(lambda pixels: pixels[:, ::-1], image, flipped)

    Of a camera that streams, a handler gets picture after picture, the next one when it is done.

    >>> with gr.Blocks() as demo:
    ...     camera, negative = gr.Image(sources="webcam", streaming=True), gr.Image()
    ...     watch = camera.stream(lambda pixels: 255 - pixels, camera, negative, stream_every=0.1, time_limit=30)
    """

    value = Value(None, allow_none=True, help="The picture: a path, an address, an array, a PIL image or bytes.").tag(
        frontend=True, ts='import("./lib/files").FileValue | null', to_json=wire
    )
    format = Unicode("webp", help="The format that arrays and PIL images are sent in.").tag(sync=False)
    height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its height, in pixels or CSS.")
    width = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its width, in pixels or CSS.")
    image_mode = Enum(
        [*_MODES, None], "RGB", allow_none=True, help="The mode of Pillow that a handler gets it in; as it is if None."
    ).tag(sync=False)
    sources = OneOrMore(
        Enum(["upload", "webcam", "clipboard"]),
        default_value=None,
        allow_none=True,
        help="Where the visitor may take it from; all if None, the webcam if streaming.",
    ).tag(py="Sequence[str] | str | None")
    type = Enum(["numpy", "pil", "filepath"], "numpy", help="What a handler gets.").tag(sync=False)
    buttons = Buttons("download", "share", "fullscreen", help="Buttons on it.")
    streaming = Bool(False, help="Whether the webcam sends picture after picture.")
    webcam_options = Options(WebcamOptions, help="How the webcam is used.").tag(
        ts="{ mirror: boolean; constraints: MediaTrackConstraints | null }"
    )
    placeholder = Unicode(None, allow_none=True, help="The text in the area for uploads.")
    watermark = AnyTrait(None, allow_none=True, help="A picture, or `WatermarkOptions`, put on what is shown.").tag(
        sync=False
    )
    alt_text = Unicode(None, allow_none=True, help="What screen readers read.")
    shape = Tuple(
        Int(allow_none=True),
        Int(allow_none=True),
        default_value=None,
        allow_none=True,
        help="Width and height that a handler gets it in, as in Gradio 3.",
    ).tag(sync=False)
    invert_colors = Bool(False, help="Whether a handler gets the negative, as in Gradio 3.").tag(sync=False)

    clear = Event()
    change = Event()
    stream = Event()
    select = Event()
    upload = Event()
    input = Event()

    _classic = frozenset({"source", "mirror_webcam", "webcam_constraints", "show_download_button"}) | {
        "show_fullscreen_button"
    }
    _meaningless: ClassVar[frozenset[str]] = StreamedInput._meaningless | {
        "tool",
        "show_share_button",
        "brush_radius",
        "brush_color",
        "mask_opacity",
    }

    def _translate(self, classic: dict[str, Any]) -> dict[str, Any]:
        now: dict[str, Any] = {}
        source = classic.get("source")
        if source is not None:
            # Gradio 3 drew on a canvas; that is `Sketchpad` now, and here an upload.
            now["sources"] = ["upload"] if source == "canvas" else [source]
        if {"mirror_webcam", "webcam_constraints"} & classic.keys():
            now["webcam_options"] = WebcamOptions(classic.get("mirror_webcam", True), classic.get("webcam_constraints"))
        hidden = {name for name in ("download", "fullscreen") if classic.get(f"show_{name}_button") is False}
        if hidden:
            now["buttons"] = [name for name in ("download", "fullscreen") if name not in hidden]
        return now

    @validate("watermark")
    def _valid_watermark(self, proposal: Bunch) -> Any:
        mark = proposal.value.watermark if isinstance(proposal.value, WatermarkOptions) else proposal.value
        if is_missing(mark):
            msg = f"watermark of Image: there is no file {str(mark)!r} in {Path.cwd()}"
            raise TraitError(msg)
        return proposal.value

    def postprocess(self, value: Any) -> FileData | None:
        """Return the file of a picture, in a format that a browser shows."""
        if value is None:
            return None
        file = file_from(value, "image")
        if isinstance(value, FileData) or (file is not None and not file.path):
            return file
        mark = self.watermark
        mark = mark if isinstance(mark, WatermarkOptions) else WatermarkOptions(mark)
        if file is not None and file.mime_type in (SHOWN if mark.watermark is None else _UNMARKED):
            return file
        picture = images.picture_of(value) if file is None else images.open_picture(file)
        if mark.watermark is not None:
            picture = images.watermarked(picture, mark.watermark, mark.position)
        return images.written(picture, self.format, Path(file.orig_name or "image").stem if file else "image")

    def preprocess(self, value: FileData | None) -> Any:
        """Return the picture as ``type`` says, upright and in ``image_mode``."""
        if value is None:
            return None
        file = local(value)
        if self.type == "filepath" and self._fits(file):
            return self.hand_over(file, value)
        if file.mime_type == _SVG:
            raise ValueError('an SVG file is no array: use type="filepath"')
        picture = self._converted(images.open_picture(file))
        if self.type == "numpy":
            import numpy as np

            return np.array(picture)
        if self.type == "pil":
            return picture
        name = Path(file.orig_name or "image")
        return self.hand_over(images.written(picture, name.suffix or "png", name.stem), value)

    def _fits(self, file: FileData) -> bool:
        """Tell whether a handler may get the file as it is."""
        if file.mime_type == _SVG:
            return True
        if self.shape or self.invert_colors:
            return False
        return self.image_mode is None or images.mode_of(file) == self.image_mode

    def _converted(self, picture: Picture) -> Picture:
        if self.type == "pil" and getattr(picture, "is_animated", False):
            return picture
        if self.image_mode is not None and picture.mode != self.image_mode:
            picture = picture.convert(self.image_mode)
        if self.shape:
            picture = images.reshaped(picture, self.shape)
        if self.invert_colors:
            from PIL import ImageOps

            picture = ImageOps.invert(picture)
        return picture

    def check_file(self, file: FileData) -> None:
        """Refuse what is no image."""
        if not (file.mime_type or "").startswith("image/"):
            raise ValueError(f"{file.orig_name} is no image")
