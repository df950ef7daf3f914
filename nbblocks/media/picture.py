"""Pictures that are computed: a landscape, or a round sign on a transparent ground."""

from __future__ import annotations

import colorsys
import math
import random
import struct
import zlib

WIDTH, HEIGHT = 480, 320
_SIGN = 160

Colour = tuple[int, ...]


def png(name: str) -> bytes:
    """Return the picture of a name."""
    seed = zlib.crc32(name.encode())
    if any(word in name.lower() for word in ("logo", "avatar")):
        return _encoded(_sign(seed), _SIGN, _SIGN, alpha=True)
    return _encoded(landscape(seed), WIDTH, HEIGHT, alpha=False)


def landscape(seed: int, width: int = WIDTH, height: int = HEIGHT, sun: float = 0.7) -> bytes:
    """Return the pixels of hills under a sun that stands in the given part of the width."""
    made = random.Random(seed)  # noqa: S311 - the same picture each time
    hue = made.random()
    hills = [_hill(made, 0.45 + 0.18 * layer, width, height) for layer in range(3)]
    colours = [bytes(_colour(hue + 0.08 * layer, 0.5, 0.65 - 0.17 * layer)) for layer in range(3)]
    rows = []
    for y in range(height):
        row = _sky(hue, y, width, height, sun)
        for hill, colour in zip(hills, colours, strict=True):
            for x, begins in enumerate(hill):
                if y >= begins:
                    row[3 * x : 3 * x + 3] = colour
        rows.append(bytes(row))
    return b"".join(rows)


def _sky(hue: float, y: int, width: int, height: int, sun: float) -> bytearray:
    """Return a row of the sky, with what of the sun is in it."""
    row = bytearray(bytes(_colour(hue + 0.5, 0.45 * (1 - y / height), 1 - 0.15 * y / height)) * width)
    half = math.sqrt(max(0.0, (0.11 * height) ** 2 - (y - 0.3 * height) ** 2))
    left, right = max(0, int(sun * width - half)), min(width, int(sun * width + half))
    row[3 * left : 3 * right] = bytes((255, 244, 214)) * (right - left)
    return row


def _hill(made: random.Random, level: float, width: int, height: int) -> list[float]:
    """Return where a range of hills begins, for each column."""
    waves = [(made.uniform(1, 4), made.uniform(0, math.tau), made.uniform(0.01, 0.05)) for _ in range(3)]
    return [
        height * (level + sum(size * math.sin(count * math.tau * x / width + phase) for count, phase, size in waves))
        for x in range(width)
    ]


def _sign(seed: int) -> bytes:
    """Return the pixels of a disc with a ring in it."""
    hue = random.Random(seed).random()  # noqa: S311 - the same picture each time
    inside, ring, nothing = (*_colour(hue, 0.6, 0.85), 255), (255, 255, 255, 255), (0, 0, 0, 0)
    pixels = []
    for y in range(_SIGN):
        for x in range(_SIGN):
            away = math.hypot(x + 0.5 - _SIGN / 2, y + 0.5 - _SIGN / 2) / _SIGN
            pixels.append(nothing if away > 0.48 else ring if 0.2 < away < 0.28 else inside)  # noqa: PLR2004 - parts of the width
    return b"".join(map(bytes, pixels))


def _colour(hue: float, saturation: float, value: float) -> Colour:
    return tuple(round(255 * part) for part in colorsys.hsv_to_rgb(hue % 1, saturation, value))


def _encoded(pixels: bytes, width: int, height: int, *, alpha: bool) -> bytes:
    """Return pixels as PNG."""
    stride = width * (4 if alpha else 3)
    lines = b"".join(b"\0" + pixels[start : start + stride] for start in range(0, len(pixels), stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 6 if alpha else 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
