"""Flagging: samples that a visitor marks are written to a CSV file, media in files beside it."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import re
import shutil
from abc import ABC, abstractmethod
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from nbblocks.files.component import FileComponent
from nbblocks.files.data import FileData
from nbblocks.files.store import safe_name

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger("nbblocks")

#: A spreadsheet takes a cell that starts with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class FlaggingCallback(ABC):
    """What takes the samples that are flagged; extend it to store them elsewhere.

    Examples
    --------
    >>> class Printer(FlaggingCallback):
    ...     def setup(self, components, flagging_dir):
    ...         self.count = 0
    ...
    ...     def flag(self, flag_data, flag_option=None, username=None):
    ...         self.count += 1
    ...         print(flag_data, flag_option)
    ...         return self.count
    """

    @abstractmethod
    def setup(self, components: Sequence[Any], flagging_dir: str) -> None:
        """Get ready; called once, before the first sample.

        Parameters
        ----------
        components
            What the values of a sample come from, in their order.
        flagging_dir
            Where to store.
        """

    @abstractmethod
    def flag(self, flag_data: list[Any], flag_option: str | None = None, username: str | None = None) -> int:
        """Store one sample.

        Parameters
        ----------
        flag_data
            A value for each component.
        flag_option
            Which of the options was chosen, if there are any.
        username
            Who flagged it, if that is known.

        Returns
        -------
        int
            How many samples are stored now.
        """


class SimpleCSVLogger(FlaggingCallback):
    """Appends the values of a sample to ``log.csv``, and nothing else: no header, no time.

    Examples
    --------
    >>> import nbblocks as gr
    >>> demo = gr.Interface(str.upper, "text", "text", flagging_callback=gr.SimpleCSVLogger())
    """

    def setup(self, components: Sequence[Any], flagging_dir: str | Path) -> None:
        """Make the directory."""
        self.components = list(components)
        self.flagging_dir = Path(flagging_dir)

    def flag(self, flag_data: list[Any], flag_option: str | None = None, username: str | None = None) -> int:  # noqa: ARG002 - it keeps the values only
        """Append the values."""
        path = self.flagging_dir / "log.csv"
        self.flagging_dir.mkdir(parents=True, exist_ok=True)
        _append(path, _cells(self.components, flag_data, self.flagging_dir))
        return _rows(path)


class CSVLogger(FlaggingCallback):
    """Appends each sample with its option, its user and the time to a CSV file with a header.

    Many kernels may append to one file. When the labels of the components change, a new file
    is begun: ``dataset1.csv``, ``dataset2.csv`` and so on.

    Parameters
    ----------
    simplify_file_data
        Accepted; a file is always written as its path, relative to the CSV file.
    verbose
        Whether the log tells which file is written.
    dataset_file_name
        Name of the file; if None, that of the newest file with the same header.

    Examples
    --------
    >>> import nbblocks as gr
    >>> demo = gr.Interface(
    ...     str.upper, "text", "text", flagging_options=["good", "bad"], flagging_callback=gr.CSVLogger()
    ... )
    """

    def __init__(
        self, simplify_file_data: bool = True, verbose: bool = True, dataset_file_name: str | None = None
    ) -> None:
        self.simplify_file_data = simplify_file_data
        self.verbose = verbose
        self.dataset_file_name = dataset_file_name

    def setup(self, components: Sequence[Any], flagging_dir: str | Path) -> None:
        """Note what is flagged and where to."""
        self.components = list(components)
        self.flagging_dir = Path(flagging_dir)

    def flag(self, flag_data: list[Any], flag_option: str | None = None, username: str | None = None) -> int:
        """Append a sample."""
        more = {name: value for name, value in {"flag": flag_option, "username": username}.items() if value is not None}
        self.flagging_dir.mkdir(parents=True, exist_ok=True)
        path = self._file([*_labels(self.components), *more, "timestamp"])
        now = datetime.now(timezone.utc).astimezone().isoformat(" ", "seconds")
        _append(path, [*_cells(self.components, flag_data, self.flagging_dir), *more.values(), now])
        return _rows(path) - 1

    def _file(self, header: list[str]) -> Path:
        """Return the file with that header, begun if there is none."""
        while True:
            path = self._candidate(header)
            if path.exists():
                return path
            _create(path, header)
            if self.verbose:
                log.info("Flagged samples go to %s", path.resolve())

    def _candidate(self, header: list[str]) -> Path:
        if self.dataset_file_name:
            return self.flagging_dir / self.dataset_file_name
        numbers = [int(found[1]) for path in self.flagging_dir.iterdir() if (found := _NUMBERED.fullmatch(path.name))]
        if not numbers:
            return self.flagging_dir / "dataset1.csv"
        newest = self.flagging_dir / f"dataset{max(numbers)}.csv"
        with newest.open(encoding="utf-8", newline="") as file:
            same = next(csv.reader(file), None) == [_harmless(name) for name in header]
        return newest if same else self.flagging_dir / f"dataset{max(numbers) + 1}.csv"


_NUMBERED = re.compile(r"dataset(\d+)\.csv")


def _labels(components: Sequence[Any]) -> list[str]:
    """Return a name for each component: its label, or its position."""
    return [getattr(component, "label", None) or f"component {index}" for index, component in enumerate(components)]


def _cells(components: Sequence[Any], values: Sequence[Any], directory: Path) -> list[Any]:
    """Return what stands in the file for the values of a sample; media are written to files."""
    return [
        _cell(component, value, directory / _folder(label))
        for component, value, label in zip(components, values, _labels(components), strict=True)
    ]


def _cell(component: Any, value: Any, folder: Path) -> Any:
    if value is None:
        return ""
    if isinstance(component, FileComponent) and not isinstance(value, FileData):
        value = component.postprocess(value)
    if isinstance(value, FileData):
        return _saved(value, folder)
    if isinstance(value, (str, bool, int, float)):
        return value
    return json.dumps(value, ensure_ascii=False, default=lambda part: _plain(part, folder))


def _plain(part: Any, folder: Path) -> Any:
    """Return a part of a value as JSON has it."""
    return _saved(part, folder) if isinstance(part, FileData) else str(part)


def _saved(file: FileData, folder: Path) -> str:
    """Copy a file into a folder, under a name that nobody can guess; return where it is."""
    if not file.path:
        return file.url or ""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{uuid4().hex}-{safe_name(file.orig_name or Path(file.path).name)}"
    shutil.copyfile(file.path, made)
    return made.relative_to(folder.parent).as_posix()


def _folder(label: str) -> str:
    """Return a label as the name of a folder, which cannot lead elsewhere."""
    return re.sub(r"[^\w-]+", "_", label)[:60].strip("_") or "files"


def _harmless(cell: Any) -> Any:
    """Return a cell that a spreadsheet will not run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _line(row: Sequence[Any]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode()


def _create(path: Path, header: Sequence[str]) -> None:
    """Begin a file with its header, both at once, unless another kernel was faster."""
    made = path.with_name(f".{uuid4().hex}")
    _append(made, header)
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links, such as Colab's mount of Drive
        with suppress(FileExistsError), path.open("xb") as file:
            file.write(_line(header))
    finally:
        made.unlink()


def _append(path: Path, row: Sequence[Any]) -> None:
    """Append a row in one write, so that those of other kernels stay whole."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, _line(row))
    finally:
        os.close(handle)


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))
