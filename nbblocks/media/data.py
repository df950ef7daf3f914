"""Data that is made up: tables, JSON, subtitles, text."""

from __future__ import annotations

import csv
import io
import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PASSENGERS = 200
_CLASSES = 1000
_WORDS = ("one", "two", "three", "four", "five", "six")

_TITANIC = ["PassengerId", "Survived", "Pclass", "Name", "Sex", "Age"]
_TITANIC += ["SibSp", "Parch", "Ticket", "Fare", "Cabin", "Embarked"]
_FIRST = {"male": ("Arthur", "Carl", "Henry", "Oscar", "Walter"), "female": ("Ada", "Clara", "Edith", "Ida", "Nora")}
_LAST = ("Ashford", "Berg", "Carew", "Dahl", "Ellis", "Finch", "Grant", "Holm", "Irving", "Jensen")


def made(name: str) -> bytes:
    """Return the data of a name, of the kind that it ends with."""
    return FORMATS[name[name.rindex(".") :].lower()](name).encode()


def _csv(name: str) -> str:
    out = io.StringIO()
    rows = _passengers() if name.startswith("titanic") else _series()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _series() -> list[list[object]]:
    numbers: list[list[object]] = [[n, n * (n + 1) // 2, 4 * n] for n in range(1, 13)]
    return [["time", "value", "price"], *numbers]


def _passengers() -> list[list[object]]:
    made = random.Random(1912)  # noqa: S311 - the same table each time
    return [[*_TITANIC], *(_passenger(made, number) for number in range(1, _PASSENGERS + 1))]


def _passenger(made: random.Random, number: int) -> list[object]:
    sex = made.choice(("male", "male", "female"))
    rank = made.choice((1, 2, 3, 3))
    age = "" if made.random() < 0.2 else round(made.triangular(1, 75, 28))  # noqa: PLR2004 - of a fifth it is not known
    fare = round(made.uniform(0.8, 1.6) * (80, 20, 10)[rank - 1], 4)
    survived = int(made.random() < (0.75 if sex == "female" else 0.2) + 0.1 * (2 - rank))
    name = f"{made.choice(_LAST)}, {'Mr.' if sex == 'male' else 'Miss.'} {made.choice(_FIRST[sex])}"
    cabin = f"{made.choice('ABCDE')}{made.randint(1, 130)}" if rank == 1 else ""
    family = [made.choice((0, 0, 0, 1, 2)), made.choice((0, 0, 0, 1, 2))]
    return [number, survived, rank, name, sex, age, *family, 100_000 + 37 * number, fare, cabin, made.choice("CQSSS")]


def _json(name: str) -> str:
    if "labels" in name:
        return json.dumps([f"class {number}" for number in range(_CLASSES)])
    return json.dumps([{"text": word, "timestamp": [0.5 * at, 0.5 * at + 0.5]} for at, word in enumerate(_WORDS)])


def _cues(point: str) -> str:
    cues = enumerate(_WORDS)
    return "\n".join(
        f"{at + 1}\n00:00:{at / 2:06.3f} --> 00:00:{(at + 1) / 2:06.3f}\n{word}\n".replace(".", point)
        for at, word in cues
    )


def _srt(_name: str) -> str:
    return _cues(",")


def _vtt(_name: str) -> str:
    return f"WEBVTT\n\n{_cues('.')}"


def _text(_name: str) -> str:
    return "This text was made for a demo.\nIt has two lines.\n"


FORMATS: dict[str, Callable[[str], str]] = {
    ".txt": _text,
    ".csv": _csv,
    ".json": _json,
    ".md": _text,
    ".srt": _srt,
    ".vtt": _vtt,
}
