"""Sounds that are computed: a few plucked notes."""

from __future__ import annotations

import io
import math
import random
import sys
import wave
import zlib
from array import array

RATE = 22_050
_SECONDS = 0.4
_NOTES = 6
#: Half tones of a scale on which any two notes sound well.
_SCALE = (0, 3, 5, 7, 10, 12)


def wav(name: str) -> bytes:
    """Return the sound of a name."""
    made = random.Random(zlib.crc32(name.encode()))  # noqa: S311 - the same sound each time
    samples = array("h")
    for _ in range(_NOTES):
        samples.extend(_note(220 * 2 ** (made.choice(_SCALE) / 12)))
    if sys.byteorder == "big":
        samples.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def _note(hertz: float) -> array[int]:
    """Return a note that fades."""
    turn = math.tau * hertz / RATE
    samples = range(int(RATE * _SECONDS))
    return array("h", (round(12_000 * math.exp(-6 * at / RATE) * math.sin(turn * at)) for at in samples))
