"""Subtitles of sound and films: what is said from when to when."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_TIME = re.compile(r"(?:(\d+):)?(\d+):(\d+)[.,](\d+)")


def subtitles_of(value: Any) -> list[dict[str, Any]]:
    """Return subtitles as a list of ``{text, start, end}``, times in seconds.

    Parameters
    ----------
    value
        The path of an ``.srt``, ``.vtt`` or ``.json`` file, or a list of
        ``{"text": ..., "timestamp": [start, end]}``.

    Raises
    ------
    ValueError
        If there are none in it.
    """
    if value is None:
        return []
    if isinstance(value, (str, Path)):
        text = Path(value).read_text(encoding="utf-8-sig")
        return subtitles_of(json.loads(text)) if str(value).endswith(".json") else _blocks(text)
    try:
        return [{"text": str(item["text"]), **_span(item)} for item in value]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError('subtitles are a list of {"text": ..., "timestamp": [start, end]}') from error


def _span(item: dict[str, Any]) -> dict[str, float]:
    start, end = item["timestamp"] if "timestamp" in item else (item["start"], item["end"])
    return {"start": float(start), "end": float(end)}


def _blocks(text: str) -> list[dict[str, Any]]:
    found = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        times, _, said = block[max(0, _first_time(block)) :].partition("\n")
        start, arrow, end = times.partition("-->")
        if arrow:
            found.append({"text": said.strip(), "start": _seconds(start), "end": _seconds(end)})
    return found


def _first_time(block: str) -> int:
    match = _TIME.search(block)
    return match.start() if match else 0


def _seconds(text: str) -> float:
    match = _TIME.search(text)
    if match is None:
        raise ValueError(f"{text.strip()!r} is no time of a subtitle")
    hours, minutes, seconds, fraction = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")
