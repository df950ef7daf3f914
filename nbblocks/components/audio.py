"""Audio: a sound that the visitor gives or hears."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import Bool, Enum, Float, TraitError, default, validate
from traitlets.utils.bunch import Bunch  # noqa: TC002 - the decorator of a validator reads it

from nbblocks.component import Value
from nbblocks.events import Event
from nbblocks.exceptions import Error
from nbblocks.files import sound
from nbblocks.files.data import FileData, wire
from nbblocks.files.options import WaveformOptions
from nbblocks.files.sources import file_from, local
from nbblocks.files.streams import StreamedInput, StreamedOutput
from nbblocks.files.subtitles import subtitles_of
from nbblocks.files.traits import OneOrMore, Options
from nbblocks.traits import Buttons


class Audio(StreamedInput, StreamedOutput):
    """A sound: uploaded or recorded as an input, played as an output.

    A handler gets ``(sample rate, samples)``, 16-bit integers of shape (n,) or (n, channels),
    or a path if ``type="filepath"``. What a handler or the author gives may be a path, an
    address, bytes of a file, or a rate with samples: integers, or floats from -1 to 1.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     sound, backwards = gr.Audio(), gr.Audio()
    ...     turn = sound.change(lambda given: (given[0], given[1][::-1]), sound, backwards)

    Of a microphone that streams, a handler gets all that it hears, piece by piece; what a
    generator yields plays piece by piece.

    >>> with gr.Blocks() as demo:
    ...     microphone, seconds = gr.Audio(sources="microphone", streaming=True), gr.Number(0)
    ...     count = microphone.stream(lambda given, n: n + len(given[1]) / given[0], [microphone, seconds], seconds)
    """

    value = Value(
        None, allow_none=True, help="The sound: a path, an address, bytes, or a sample rate with samples."
    ).tag(frontend=True, ts='import("./lib/files").FileValue | null', to_json=wire)
    sources = OneOrMore(
        Enum(["upload", "microphone"]),
        default_value=None,
        allow_none=True,
        help="Where the visitor may take it from; both if None, the microphone if streaming.",
    ).tag(py="Sequence[str] | str | None")
    type = Enum(["numpy", "filepath"], "numpy", help="What a handler gets.").tag(sync=False)
    streaming = Bool(False, help="Whether a recording is sent, and what a handler yields is played, piece by piece.")
    format = Enum(
        ["wav", "mp3", None], None, allow_none=True, help="The format of what is played, and of a handler's file."
    ).tag(sync=False)
    autoplay = Bool(False, help="Whether a new sound plays at once.")
    editable = Bool(True, help="Whether the visitor may cut it.")
    buttons = Buttons("download", "share", help="Buttons on it.")
    waveform_options = Options(WaveformOptions, help="How its waveform looks.").tag(
        ts='import("./lib/waveform").WaveformOptions'
    )
    loop = Bool(False, help="Whether it starts over at its end.")
    recording = Bool(False, help="Whether it records; `True` starts that and `False` stops it.").tag(frontend=True)
    subtitles = AnyTrait(
        None, allow_none=True, help="What is said when: an .srt, .vtt or .json file, or a list of dictionaries."
    ).tag(ts="{ text: string; start: number; end: number }[]")
    playback_position = Float(0, min=0, help="Where it plays, in seconds.").tag(frontend=True)
    min_length = Float(None, allow_none=True, min=0, help="Seconds that it must last at least.").tag(sync=False)
    max_length = Float(None, allow_none=True, min=0, help="Seconds that it may last at most.").tag(sync=False)

    stream = Event()
    change = Event()
    clear = Event()
    play = Event()
    pause = Event()
    stop = Event()
    start_recording = Event()
    pause_recording = Event()
    stop_recording = Event()
    upload = Event()
    input = Event()

    #: Whether the page turns what it uploads into WAV, since Python reads nothing else here.
    _convert = Bool().tag(sync=True)

    _classic = frozenset({"source", "show_download_button"})
    _meaningless: ClassVar[frozenset[str]] = StreamedInput._meaningless | {"show_share_button", "show_edit_button"}

    def _translate(self, classic: dict[str, Any]) -> dict[str, Any]:
        now: dict[str, Any] = {}
        if classic.get("source") is not None:
            now["sources"] = [classic["source"]]
        if classic.get("show_download_button") is False:
            now["buttons"] = []
        return now

    @default("_convert")
    def _default_convert(self) -> bool:
        return self.type == "numpy" and not sound.reads_all()

    @validate("subtitles")
    def _valid_subtitles(self, proposal: Bunch) -> list[dict[str, Any]]:
        try:
            return subtitles_of(proposal.value)
        except (OSError, ValueError) as error:
            msg = f"subtitles of Audio: {error}"
            raise TraitError(msg) from error

    def postprocess(self, value: Any) -> FileData | None:
        """Return the file of a sound."""
        if value is None or isinstance(value, FileData):
            return value and file_from(value, "audio")
        if isinstance(value, (tuple, list)) and len(value) == 2:  # noqa: PLR2004 - rate, samples
            return sound.written(value[0], value[1], self.format or "wav")
        file = file_from(value, "audio")
        if file is None:
            raise TypeError("it must be a path, an address, bytes, or a sample rate with samples")
        if not file.path:
            return file
        self.check_file(file)
        return self._in_format(file)

    def _in_format(self, file: FileData) -> FileData:
        name = Path(file.orig_name or "audio")
        if self.format is None or name.suffix.lower() == f".{self.format}":
            return file
        return sound.written(*sound.samples_of(file), self.format, name.stem)

    def preprocess(self, value: FileData | None) -> Any:
        """Return the sound as ``type`` says."""
        if value is None:
            return None
        file = local(value)
        self._check_length(file)
        if self.type == "numpy":
            return sound.samples_of(file)
        return self.hand_over(self._in_format(file), value)

    def _check_length(self, file: FileData) -> None:
        if self.min_length is None and self.max_length is None:
            return
        seconds = sound.seconds_of(file)
        if seconds is not None and self.min_length is not None and seconds < self.min_length:
            raise Error(f"The sound lasts {seconds:.1f} s; it must last at least {self.min_length:g} s.")
        if seconds is not None and self.max_length is not None and seconds > self.max_length:
            raise Error(f"The sound lasts {seconds:.1f} s; it may last at most {self.max_length:g} s.")

    def check_file(self, file: FileData) -> None:
        """Refuse what is no sound."""
        if not (file.mime_type or "").startswith(("audio/", "video/")):
            raise ValueError(f"{file.orig_name} is no sound")
