"""Samples as an author gives them: a list of lists, a list for one input, or a folder."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.exceptions import warn
from nbblocks.files.component import FileComponent
from nbblocks.files.sources import is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a folder of samples with several inputs is described by.
LOG = "log.csv"


def read_samples(examples: Any, count: int) -> list[list[Any]]:
    """Return a row of values for each sample.

    Parameters
    ----------
    examples
        A list of rows, a list of values if there is one input, or the path of a folder: its
        files are the samples, or the rows of its ``log.csv``.
    count
        How many inputs there are.

    Raises
    ------
    FileNotFoundError
        If the folder, or the ``log.csv`` that several inputs need, is not there.
    TypeError
        If it is nothing of all that.
    """
    if isinstance(examples, (str, Path)):
        return _from_folder(Path(examples), count)
    if not isinstance(examples, (list, tuple)):
        raise TypeError(f"examples must be a list or the path of a folder, not {type(examples).__name__}")
    nested = all(isinstance(row, (list, tuple)) for row in examples)
    if not nested and count != 1:
        raise TypeError(f"with {count} inputs, examples must be a list of lists: a value for each input in each")
    return [list(row)[:count] if nested else [row] for row in examples]


def warn_of_missing(rows: Sequence[Sequence[Any]], inputs: Sequence[Any], examples: Any) -> None:
    """Warn once of the files that samples name for inputs which hold files, and that are not there."""
    cells = (pair for row in rows for pair in zip(inputs, row, strict=False))
    missing = [str(value) for block, value in cells if isinstance(block, FileComponent) and is_missing(value)]
    if missing:
        folder = Path(examples) if isinstance(examples, (str, Path)) else Path.cwd()
        names = ", ".join(map(repr, dict.fromkeys(missing)))
        warn(f"Examples: there is no file {names} in {folder}; a click on such a sample fails", UserWarning)


def _from_folder(folder: Path, count: int) -> list[list[Any]]:
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder of examples {str(folder)!r}")
    log = folder / LOG
    if log.is_file():
        with log.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        return [[_located(cell, folder) for cell in row[:count]] for row in rows]
    if count != 1:
        raise FileNotFoundError(f"{str(folder)!r} needs a {LOG}, which says what goes into each of the {count} inputs")
    return [[str(path)] for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]


def _located(cell: str, folder: Path) -> str:
    """Return the path of a file that a cell names, else the cell."""
    return str(folder / cell) if cell and (folder / cell).is_file() else cell
