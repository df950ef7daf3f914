"""FileComponent: the base of components whose value is a file, or has files in it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import observe

from nbblocks.component import Component
from nbblocks.exceptions import RefusedError, warn
from nbblocks.files import store
from nbblocks.files.sizes import human
from nbblocks.files.sources import is_missing, missing_file
from nbblocks.files.transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from traitlets.utils.bunch import Bunch

    from nbblocks.block import Block
    from nbblocks.files.data import FileData


class FileComponent(Component):
    """A component whose value is a `FileData`; one with several overrides `files` and `receive`."""

    #: Bytes that an upload may have, whatever the app allows; None for any number.
    max_file_size: ClassVar[int | None] = None

    #: Keywords of older Gradios that `_translate` knows.
    _classic: ClassVar[frozenset[str]] = frozenset()

    @cached_property
    def _transfer(self) -> Transfer:
        return Transfer(self)

    @classmethod
    def _knows(cls, name: str) -> bool:
        return name in cls._classic or super()._knows(name)

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        classic = {name: value for name, value in given.items() if name in self._classic}
        rest = {name: value for name, value in given.items() if name not in self._classic}
        given = {**self._translate(classic), **rest} if classic else rest
        # An app is not lost with its logo: only what is set later must be there.
        if "opening" not in vars(self) and is_missing(value := given.get("value")):
            what = f"{type(self).__name__}: there is no file {str(value)!r} in {Path.cwd()}; the page says so"
            warn(what, UserWarning)
            given = {**given, "value": missing_file(value)}
        return super()._initial(given)

    def _translate(self, classic: dict[str, Any]) -> dict[str, Any]:
        """Return today's spelling of keywords of older Gradios."""
        return classic

    def files(self) -> Iterable[FileData]:
        """Return the files of the value, which the page may ask for by their ids."""
        return () if self.value is None else (self.value,)

    def prepare(self, value: Any) -> Any:
        """Return the file of a value, encoded."""
        return self.postprocess(value)

    def receive(self, value: Any) -> Any:
        """Return the file that was uploaded here under the id that the page says; nothing else passes."""
        return None if value is None else self._transfer.claim(value, self.files())

    def check_upload(self, size: int) -> None:
        """Refuse an upload before the first byte of it is taken.

        Raises
        ------
        RefusedError
            If the visitor may not change the component, or the file is too large.
        """
        if not self.shown or not self._interactive:
            raise RefusedError("it takes no input now")
        limit = min((limit for limit in self._limits() if limit is not None), default=None)
        if limit is not None and size > limit:
            raise RefusedError(f"the file has {human(size)}, and at most {human(limit)} are allowed")

    def _limits(self) -> Iterator[int | None]:
        block: Block | None = self
        while block is not None:
            yield getattr(block, "max_file_size", None)
            block = block.parent

    def check_stream(self) -> None:
        """Refuse a piece of a stream.

        Raises
        ------
        RefusedError
            If the component is not streamed.
        """
        raise RefusedError("it is not streamed")

    def hand_over(self, file: FileData, value: FileData) -> str:  # noqa: ARG002 - for components that are streamed
        """Return the path of a file that a handler gets for a value."""
        return store.keep(file)

    def check_file(self, file: FileData) -> None:
        """Refuse a file that was uploaded, for what is in it.

        Raises
        ------
        ValueError
            If the component cannot hold it.
        """

    def summary(self) -> str:
        """Return the names of its files."""
        return ", ".join(file.orig_name or file.url or "" for file in self.files())

    @observe("value")
    def _files_changed(self, _change: Bunch) -> None:
        if "_transfer" in vars(self):
            self._transfer.settle(self.files())

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:
        if isinstance(content, dict) and "file" in content:
            self._transfer.receive(content, buffers)
        else:
            super()._handle_custom_msg(content, buffers)

    def close(self) -> None:
        """Close it; uploads that are under way end."""
        if "_transfer" in vars(self):
            self._transfer.close()
        super().close()
