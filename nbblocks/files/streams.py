"""Media in pieces: what a camera or a microphone sends live, and sound that plays while it is made."""

from __future__ import annotations

import logging
import threading
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Any

from traitlets import Float, observe
from traitlets.utils.bunch import Bunch  # noqa: TC002 - the decorator of an observer reads it

from nbblocks.dispatch.validation import InvalidError
from nbblocks.dispatch.writer import lock
from nbblocks.events import event_data
from nbblocks.exceptions import RefusedError
from nbblocks.files import sound
from nbblocks.files.component import FileComponent
from nbblocks.files.data import wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.call import Call
    from nbblocks.files.data import FileData

log = logging.getLogger("nbblocks")

#: Pieces of a stream whose paths stay good after a handler got them.
LENT = 100


class StreamedInput(FileComponent):
    """A component whose page can send what it records piece by piece, as its ``stream`` event.

    The next piece comes when every handler is done with the one before, and not before
    ``stream_every`` seconds have passed. A piece is the value, but no ``change`` of it, and the
    page need not be told what it sent.
    """

    #: Set by the components: whether it does so.
    streaming: Any

    _stream_every = Float(0.5).tag(sync=True)
    _time_limit = Float(None, allow_none=True).tag(sync=True)

    def _listen(self, event: str, dependency: Dependency) -> None:
        super()._listen(event, dependency)
        if event == "stream":
            self.streaming = True
            dependency.on_cancel.append(self.stop_stream)
            self._pace()

    def _unlisten(self, event: str, dependency: Dependency) -> None:
        super()._unlisten(event, dependency)
        if event == "stream":
            # What is taken off is not cancelled: others go on.
            dependency.on_cancel.remove(self.stop_stream)
            self._pace()

    def _pace(self) -> None:
        """Tell the page how often the handlers want a piece, and for how long."""
        options = [dependency.options for dependency in self._dependencies.get("stream", ())]
        self._stream_every = min((each.stream_every for each in options), default=0.5)
        self._time_limit = min((each.time_limit for each in options if each.time_limit is not None), default=None)

    def stop_stream(self) -> None:
        """Have the page stop its stream, if one is running."""
        self.send({"stream": "stop"})

    def check_stream(self) -> None:
        """Refuse a piece of a stream from a component that is not streamed."""
        if not self.streaming:
            raise RefusedError("it is not streamed")

    def take_piece(self, file: FileData, handled: Callable[[bool], None]) -> None:
        """Make a piece the value and run the handlers of ``stream``.

        Parameters
        ----------
        file
            The piece.
        handled
            Told when all of them are done, and whether they want another piece.
        """
        # What the page has sent need not go back: with the property locked, it is not.
        with lock, self._lock_property(value=wire(file)):
            self.set_trait("value", file)
        dependencies = self._dependencies.get("stream", ())
        if not dependencies:
            handled(True)
            return
        handlers = _Handlers(len(dependencies), handled)
        for dependency in dependencies:
            dependency.run(event_data(self, "stream"), handlers.ended)

    @observe("value")
    def _value_changed(self, change: Bunch) -> None:
        if change.new is None or not change.new.is_stream:
            self.fire("change")

    @cached_property
    def _lent(self) -> deque[FileData]:
        return deque(maxlen=LENT)

    def hand_over(self, file: FileData, value: FileData) -> str:
        """Return the path of a file for a handler; that of a piece is good for the next `LENT` pieces."""
        if not value.is_stream:
            return super().hand_over(file, value)
        self._lent.append(file)
        return file.path


class _Handlers:
    """The handlers that one piece of a stream has started."""

    def __init__(self, count: int, handled: Callable[[bool], None]) -> None:
        self._left = count
        self._handled = handled
        self._failed = False
        self._lock = threading.Lock()

    def ended(self, call: Call) -> None:
        """Take note that one of them is done."""
        with self._lock:
            self._failed |= call.error is not None and not isinstance(call.error, InvalidError)
            self._left -= 1
            if self._left:
                return
        self._handled(not self._failed)


class StreamedOutput(FileComponent):
    """A component that plays what a handler yields, piece after piece, without a gap.

    The pieces go to the page as ``{piece: the wire's value of a file, first}`` with the bytes
    of a small one as a buffer, and ``{piece: null, whole}`` at the end. The value is then all
    of it, with the id in ``whole``.
    """

    #: Set by the components: whether it does so.
    streaming: Any

    #: Whether pieces are coming; those before stay, for the page may still ask for them.
    _running = False

    @property
    def takes_each(self) -> bool:
        """Whether every value that a handler yields counts, not only the newest: unless the stream is an input."""
        return bool(self.streaming) and not self._dependencies.get("stream")

    @cached_property
    def _pieces(self) -> list[FileData]:
        return []

    def files(self) -> Iterable[FileData]:
        """Return the files of the value and of the pieces that play."""
        return (*super().files(), *self._pieces)

    def assign(self, update: dict[str, Any]) -> None:
        """Change properties; a value that a handler gave is played after those before it."""
        if self.takes_each and "value" in update and (update["value"] is not None or self._running):
            rest = {name: value for name, value in update.items() if name != "value"}
            self._play(update["value"])
        else:
            rest = update
        super().assign(rest)

    def _play(self, file: FileData | None) -> None:
        if file is None:
            return
        if not file.path:
            raise ValueError("a piece of a streamed sound is bytes, a path or a rate with samples, and no address")
        if not self._running:
            self._pieces.clear()
        self._pieces.append(file)
        piece = wire(file) or {}
        data = piece.pop("data", None)
        self.send({"piece": piece, "first": not self._running}, None if data is None else [data])
        self._running = True

    def whole(self, pieces: Iterable[Any]) -> FileData:
        """Return one file of all that a handler has yielded."""
        return sound.joined([self.postprocess(piece) for piece in pieces])

    def end_output(self) -> None:
        """Make all that was played the value: nothing more comes.

        It does not raise: the call whose output this is ends in any case.
        """
        if not self._running:
            return
        self._running = False
        try:
            whole = self.whole(self._pieces)
        except Exception:
            log.exception("Only the last piece is left in %r", self)
            whole = self._pieces[-1]
        self.send({"piece": None, "whole": whole.id})
        with lock:
            self.value = whole
