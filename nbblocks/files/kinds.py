"""What is in a file: told by its first bytes, not by what somebody says of it."""

from __future__ import annotations

import mimetypes
import re

#: Offset, bytes there, and what they tell.
_SIGNS: list[tuple[int, bytes, str]] = [
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"\x00\x00\x01\x00", "image/x-icon"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AIFF", "audio/aiff"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b".snd", "audio/basic"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
]

#: The brand of an ISO media file: images, sound and films share that container.
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}

_SVG = re.compile(rb"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL)

#: A text may begin with its two letters (``BMI,age``), but has no zeros where a bitmap's reserved bytes are.
_BITMAP = re.compile(rb"BM.{4}\0{4}", re.DOTALL)

#: The start of MPEG audio, by its tags or a frame, and of a frame in ADTS, which is how bare AAC is stored.
_MPEG = re.compile(rb"ID3[\x02-\x04]|\xff[\xe0-\xfe]")
_ADTS = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")

#: What a browser shows in an ``<img>``.
SHOWN = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/x-icon", "image/svg+xml"}
)

_NAMED = mimetypes.MimeTypes()
for _kind, _suffix in {"audio/wav": ".wav", "audio/flac": ".flac", "image/webp": ".webp", "text/csv": ".csv"}.items():
    _NAMED.add_type(_kind, _suffix)


def kind_of(head: bytes, name: str = "") -> str:
    """Return the MIME type of a file: by its first bytes, else by its name.

    A name alone makes no image: the page would show whatever is in it.
    """
    found = _sniffed(head)
    if found is not None:
        return found
    guessed = _NAMED.guess_type(f"/{name}")[0] or "application/octet-stream"
    return "application/octet-stream" if guessed.startswith("image/") else guessed


def suffix_of(kind: str) -> str:
    """Return the suffix of files of a MIME type, with its dot."""
    return _NAMED.guess_extension(kind) or ""


def _sniffed(head: bytes) -> str | None:
    for offset, sign, kind in _SIGNS:
        if head.startswith(sign, offset) and (offset == 0 or head[:4] in {b"RIFF", b"FORM"}):
            return kind
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"V_" in head else "audio/webm"
    if _BITMAP.match(head):
        return "image/bmp"
    if _MPEG.match(head):
        return "audio/aac" if _ADTS.match(head) else "audio/mpeg"
    return "image/svg+xml" if _SVG.match(head.removeprefix(b"\xef\xbb\xbf")) else None
