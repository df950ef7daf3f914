"""Options of media components that are too many for keywords."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass
class WebcamOptions:
    """How a webcam is used.

    Parameters
    ----------
    mirror
        Whether its picture is mirrored, as people know themselves.
    constraints
        What the browser asks of it: ``getUserMedia``'s constraints of the video.

    Examples
    --------
    >>> import nbblocks as gr
    >>> image = gr.Image(sources="webcam", webcam_options=gr.WebcamOptions(mirror=False))
    """

    mirror: bool = True
    constraints: dict[str, Any] | None = None


@dataclass
class WatermarkOptions:
    """A picture that is put on every image shown.

    Parameters
    ----------
    watermark
        The picture: a path, a PIL image or an array.
    position
        Its place: a corner, or the pixels of its upper left one.

    Examples
    --------
    >>> import nbblocks as gr
    >>> mark = gr.WatermarkOptions("notebooks/data/digit_4.png", position="top-left")
    >>> image = gr.Image("notebooks/data/boat.png", watermark=mark)
    """

    watermark: Any = None
    position: tuple[int, int] | Literal["top-left", "top-right", "bottom-left", "bottom-right"] = "bottom-right"


@dataclass
class WaveformOptions:
    """How the waveform of a sound is drawn.

    Parameters
    ----------
    waveform_color, waveform_progress_color, trim_region_color
        CSS colours of what is to come, what was played and what is cut out.
    show_recording_waveform
        Whether there is a waveform at all; else the browser's own player is shown.
    skip_length
        Percent of the sound that the skip buttons skip.
    sample_rate
        Samples a second of a sound that was cut.

    Examples
    --------
    >>> import nbblocks as gr
    >>> audio = gr.Audio(waveform_options=gr.WaveformOptions(waveform_progress_color="teal"))
    """

    waveform_color: str | None = None
    waveform_progress_color: str | None = None
    trim_region_color: str | None = None
    show_recording_waveform: bool = True
    skip_length: float = 5
    sample_rate: int = 44100


def options_wire(options: Any, *_component: object) -> dict[str, Any]:
    """Return options as the page gets them."""
    return asdict(options)
