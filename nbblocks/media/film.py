"""Films that are computed: the sun goes over a landscape, in WebM.

A lossy WebP picture is a frame of VP8, so that Pillow makes the frames; what holds them
together are the few elements of Matroska below (RFC 9559).
"""

from __future__ import annotations

import io
import struct
import zlib

from nbblocks.files.images import pillow
from nbblocks.media.picture import landscape

_WIDTH, _HEIGHT = 240, 160
_FRAMES = 24
_MILLISECONDS = 100

_HEADER, _SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER = (
    bytes.fromhex(text) for text in ("1a45dfa3", "18538067", "1549a966", "1654ae6b", "ae", "1f43b675")
)


def webm(name: str) -> bytes:
    """Return the film of a name."""
    seed = zlib.crc32(name.encode())
    frames = [_frame(landscape(seed, _WIDTH, _HEIGHT, sun=number / (_FRAMES - 1))) for number in range(_FRAMES)]
    header = [(b"\x42\x86", b"\1"), (b"\x42\x82", b"webm"), (b"\x42\x87", b"\2"), (b"\x42\x85", b"\2")]
    segment = [(_INFO, _info()), (_TRACKS, _element(_TRACK, _track())), (_CLUSTER, _cluster(frames))]
    return _element(_HEADER, _elements(header)) + _element(_SEGMENT, _elements(segment))


def _frame(pixels: bytes) -> bytes:
    """Return pixels as a frame of VP8: the picture's first part, without what makes it WebP."""
    out = io.BytesIO()
    pillow().frombytes("RGB", (_WIDTH, _HEIGHT), pixels).save(out, "webp", quality=70, method=0)
    size = struct.unpack("<I", out.getvalue()[16:20])[0]
    return out.getvalue()[20 : 20 + size]


def _info() -> bytes:
    duration = struct.pack(">d", _FRAMES * _MILLISECONDS)
    scale = (1_000_000).to_bytes(4, "big")
    return _elements(
        [(b"\x2a\xd7\xb1", scale), (b"\x44\x89", duration), (b"\x4d\x80", b"nbblocks"), (b"\x57\x41", b"nbblocks")]
    )


def _track() -> bytes:
    size = [(b"\xb0", _WIDTH.to_bytes(2, "big")), (b"\xba", _HEIGHT.to_bytes(2, "big"))]
    kind = [(b"\xd7", b"\1"), (b"\x73\xc5", b"\1"), (b"\x83", b"\1"), (b"\x86", b"V_VP8")]
    return _elements([*kind, (b"\xe0", _elements(size))])


def _cluster(frames: list[bytes]) -> bytes:
    # Each is a key frame of the first track, at its time from the cluster's.
    blocks = [struct.pack(">BhB", 0x81, number * _MILLISECONDS, 0x80) + frame for number, frame in enumerate(frames)]
    return _elements([(b"\xe7", b"\0"), *((b"\xa3", block) for block in blocks)])


def _elements(parts: list[tuple[bytes, bytes]]) -> bytes:
    return b"".join(_element(kind, content) for kind, content in parts)


def _element(kind: bytes, content: bytes) -> bytes:
    return kind + (len(content) | 1 << 56).to_bytes(8, "big") + content
