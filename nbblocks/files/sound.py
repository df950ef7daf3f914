"""Sound between Python and the page: arrays of samples, and files of them."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Any

from nbblocks.files.data import FileData, file_of

if TYPE_CHECKING:
    from collections.abc import Sequence

#: More channels than samples: somebody has them the other way round.
_MOST_CHANNELS = 32


def samples_of(file: FileData) -> tuple[int, Any]:
    """Return the sample rate and the samples: 16-bit integers, (n,) or (n, channels).

    Raises
    ------
    ImportError
        If it is no WAV file, and nothing is installed that reads it.
    ValueError
        If it is no sound.
    """
    try:
        return _read_wav(file.path)
    except (wave.Error, EOFError):
        return _read_other(file)


def _read_wav(path: str) -> tuple[int, Any]:
    import numpy as np

    with wave.open(path, "rb") as sound:
        rate, channels, width = sound.getframerate(), sound.getnchannels(), sound.getsampwidth()
        raw = np.frombuffer(sound.readframes(sound.getnframes()), np.uint8)
    if not rate:
        raise wave.Error("a sound needs a sample rate")
    raw = raw[: len(raw) // (width * channels) * width * channels].reshape(-1, width)
    if width == 1:
        samples = (raw[:, 0].astype(np.int16) - 128) * 256
    else:
        # The most significant bytes come last.
        samples = np.ascontiguousarray(raw[:, -2:]).view("<i2")[:, 0].astype(np.int16)
    return rate, samples if channels == 1 else samples.reshape(-1, channels)


def _read_other(file: FileData) -> tuple[int, Any]:
    soundfile = _soundfile(f"reading {file.orig_name!r} as an array", ', or use type="filepath"')
    try:
        samples, rate = soundfile.read(file.path, dtype="int16")
    except soundfile.LibsndfileError as error:
        raise ValueError(f"{file.orig_name!r} is no sound that can be read: {error}") from error
    return int(rate), samples


def _soundfile(what: str, otherwise: str = "") -> Any:
    try:
        import soundfile  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        raise ImportError(f"{what} needs soundfile: pip install soundfile{otherwise}") from error
    return soundfile


def reads_all() -> bool:
    """Tell whether Python can read more than WAV; else the page converts what it uploads."""
    from importlib.util import find_spec

    return find_spec("soundfile") is not None


def seconds_of(file: FileData) -> float | None:
    """Return how long a sound is, if that can be told."""
    try:
        rate, samples = samples_of(file)
    except (ImportError, ValueError):
        return None
    return len(samples) / rate


def written(rate: int, samples: Any, suffix: str = "wav", name: str = "audio") -> FileData:
    """Return a file of samples: WAV by ourselves, other formats if soundfile is installed.

    Raises
    ------
    TypeError, ValueError
        If it is no sound.
    ImportError
        If the format needs soundfile.
    """
    import numpy as np

    array = np.asarray(samples)
    if array.ndim == 2 and array.shape[1] > _MOST_CHANNELS >= array.shape[0]:  # noqa: PLR2004 - samples, channels
        array = array.T
    if array.ndim not in {1, 2} or int(rate) <= 0:
        raise ValueError(f"a sound is (rate, samples) with samples of shape (n,) or (n, channels), not {array.shape}")
    array = _to_16_bits(array)
    out = io.BytesIO()
    if suffix == "wav":
        _write_wav(out, int(rate), array)
    else:
        _soundfile(f"writing {suffix}").write(out, array, int(rate), format=suffix.upper())
    return file_of(out.getvalue(), f"{name}.{suffix}")


def _write_wav(out: io.BytesIO, rate: int, array: Any) -> None:
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1 if array.ndim == 1 else array.shape[1])
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(array.astype("<i2").tobytes())


def joined(pieces: Sequence[FileData]) -> FileData:
    """Return one file of sounds that follow each other.

    WAV files become one; frames of MP3 and the like simply follow each other, as those
    formats allow. If they are of several kinds, only the last one is left.
    """
    kinds = {piece.mime_type for piece in pieces}
    if len(pieces) == 1 or len(kinds) > 1:
        return pieces[-1]
    name = pieces[0].orig_name or "audio"
    try:
        data = _joined_wav(pieces)
    except (wave.Error, EOFError):
        data = b"".join(piece.read() for piece in pieces)
    return file_of(data, name)


def _joined_wav(pieces: Sequence[FileData]) -> bytes:
    import numpy as np

    sounds = [_read_wav(piece.path) for piece in pieces]
    rates = {rate for rate, _ in sounds}
    shapes = {samples.shape[1:] for _, samples in sounds}
    if len(rates) > 1 or len(shapes) > 1:
        return pieces[-1].read()
    out = io.BytesIO()
    _write_wav(out, rates.pop(), np.concatenate([samples for _, samples in sounds]))
    return out.getvalue()


def _to_16_bits(array: Any) -> Any:
    """Return samples as 16-bit integers; floats go from -1 to 1, louder ones are made to fit."""
    import numpy as np

    kind, bits = array.dtype.kind, array.dtype.itemsize * 8
    if kind == "f":
        finite = np.nan_to_num(array.astype(np.float64))
        peak = max(1.0, float(np.abs(finite).max(initial=0)))
        return (finite / peak * 32767).round().astype(np.int16)
    if kind == "u":
        array, kind = array.astype(np.int64) - (1 << (bits - 1)), "i"
    if kind != "i":
        raise TypeError(f"samples are numbers, not {array.dtype}")
    wide = array.astype(np.int64)
    return (wide << (16 - bits) if bits < 16 else wide >> (bits - 16)).astype(np.int16)  # noqa: PLR2004
