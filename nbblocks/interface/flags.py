"""The flag buttons of an interface."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbblocks.components import Button
from nbblocks.interface.flagging import CSVLogger, FlaggingCallback
from nbblocks.session.state import State
from nbblocks.toasts import Success

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.dependency import Dependency
    from nbblocks.interface.interface import Interface
    from nbblocks.interface.parts import Parts


@dataclass
class Flags:
    """What is flagged, when, and with which options."""

    mode: str
    options: list[tuple[str, str | None]]
    callback: FlaggingCallback
    blocks: list[Any]
    _buttons: list[Button] = field(default_factory=list)

    @classmethod
    def of(cls, app: Interface, parts: Parts) -> Flags:
        """Return the flags of an interface; without an output there is nothing to flag."""
        mode = (app.flagging_mode or "manual") if parts.outputs else "never"
        blocks = [block for block in [*parts.inputs, *parts.shown_outputs] if not isinstance(block, State)]
        flags = cls(mode, _options(app.flagging_options), app.flagging_callback or CSVLogger(), blocks)
        if mode != "never":
            flags.callback.setup(blocks, app.flagging_dir)
        return flags

    def place(self) -> None:
        """Place a button for each option."""
        if self.mode == "manual":
            self._buttons = [Button(text) for text, _ in self.options]

    def attach(self, run: Dependency) -> None:
        """Flag on a click; or, if the mode is ``"auto"``, whenever the function has run."""
        if self.mode == "auto":
            run.success(self._flag(None, told=False), self.blocks, None, preprocess=False, queue=False, api_name=False)
        for button, (_, option) in zip(self._buttons, self.options, strict=False):
            button.click(self._flag(option, told=True), self.blocks, None, preprocess=False, api_name=False)

    def _flag(self, option: str | None, *, told: bool) -> Callable[..., None]:
        def flag(*values: Any) -> None:
            self.callback.flag(list(values), flag_option=option, username=None)
            if told:
                Success("Thank you. It is saved.", title="Flagged", duration=4)

        return flag


def _options(given: list[Any] | None) -> list[tuple[str, str | None]]:
    """Return the text of each button with what is stored."""
    if given is None:
        return [("Flag", None)]
    pairs = [(f"Flag as {option}", option) if isinstance(option, str) else option for option in given]
    for pair in pairs:
        if not (isinstance(pair, (tuple, list)) and [type(part) for part in pair] == [str, str]):
            raise TypeError(f"flagging_options are texts or pairs (text of the button, what is stored), not {pair!r}")
    return [(text, stored) for text, stored in pairs]
