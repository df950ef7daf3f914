"""Validators: what is checked of the inputs before a handler runs."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch.loop import loop
from nbblocks.injection import injected, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbblocks.blocks import Blocks
    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.call import Call


class InvalidError(Exception):
    """What a validator refused; the visitor reads why, and the handler does not run."""


def validate(is_valid: bool, message: str) -> dict[str, Any]:
    """Say whether an input is as the handler needs it.

    Parameters
    ----------
    is_valid
        Whether it is.
    message
        What the visitor reads below the input if it is not; in a toast if that is not in sight.

    Returns
    -------
    dict
        What a ``validator`` returns: one for all inputs, a list of one for each, or a dict of
        them by component.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def adult(age):
    ...     return gr.validate(age >= 18, "You must be 18 or older.")
    >>> with gr.Blocks() as demo:
    ...     age, answer = gr.Number(), gr.Textbox()
    ...     asked = age.submit(lambda age: f"Welcome at {age}", age, answer, validator=adult)
    """
    return {"__type__": "validate", "is_valid": bool(is_valid), "message": str(message)}


def check(call: Call, args: list[Any], named: dict[str, Any]) -> None:
    """Let the validator of a call see its inputs, and what it asks for besides, as a handler does.

    Raises
    ------
    InvalidError
        If it refuses one; the visitor reads why.
    ValueError
        If its answer does not fit the inputs.
    """
    validator = call.dependency.options.validator
    if validator is None:
        return
    args, named = placed(validator, args, named | _filled(validator, call))
    answer = validator(*args, **named)
    if inspect.iscoroutine(answer):
        answer = asyncio.run_coroutine_threadsafe(answer, loop()).result()
    verdicts = [(block, _refusal(verdict)) for block, verdict in _verdicts(call.dependency, answer)]
    refused = [(block, message) for block, message in verdicts if message is not None]
    if refused:
        _show(call, refused)
        raise InvalidError("; ".join(dict.fromkeys(message for _, message in refused)))


def admitted(calls: Sequence[Call]) -> tuple[list[Call], list[tuple[list[Any], dict[str, Any]]]]:
    """Return those calls of a batch that may run, and their arguments; the others keep their error.

    Raises
    ------
    BaseException
        The error of the first, if none may.
    """
    each = []
    for call in calls:
        try:
            each.append(call._arguments())
        except BaseException as error:  # noqa: BLE001, PERF203 - a validator may raise anything, and the others go on
            call.error = error
    if not each:
        raise calls[0].error  # type: ignore[misc]
    return [call for call in calls if call.error is None], each


def _filled(validator: Any, call: Call) -> dict[str, Any]:
    try:
        asked = injected(validator)
    except (TypeError, ValueError):  # a function of C may have no signature
        return {}
    return {name: fill(call) for name, fill in asked.items()}


def _verdicts(dependency: Dependency, answer: Any) -> Iterable[tuple[Any, Any]]:
    """Return the verdict on each input; where there is none, the only one is on None."""
    blocks = [port.block for port in dependency.sources]
    answer = _plain(answer)
    if isinstance(answer, dict) and "is_valid" not in answer:
        for key in answer:
            if key not in blocks:
                msg = f"{dependency}: its validator returned a verdict on {key!r}, which is none of the inputs"
                raise ValueError(msg)
        return [(block, answer.get(block)) for block in blocks]
    if not isinstance(answer, (list, tuple)):
        return [(block, answer) for block in blocks or [None]]
    if len(answer) != len(blocks):
        msg = f"{dependency}: its validator returned {len(answer)} verdicts for {len(blocks)} inputs; it must return "
        msg += "one for each, or gr.validate(...) alone for all of them"
        raise ValueError(msg)
    return zip(blocks, answer, strict=True)


def _refusal(verdict: Any) -> str | None:
    """Return what a verdict refuses with; None if it does not."""
    verdict = _plain(verdict)
    if isinstance(verdict, dict) and "is_valid" in verdict:
        return None if verdict["is_valid"] else str(verdict.get("message") or "This is not valid.")
    return "This is not valid." if verdict is False else None


def _plain(answer: Any) -> Any:
    """Return Python's own objects for what NumPy, pandas or PyTorch computed."""
    return answer.tolist() if hasattr(answer, "tolist") else answer


def _show(call: Call, refused: list[tuple[Any, str]]) -> None:
    """Show each message at its inputs, or as a toast if it stands in sight at none."""
    for block, message in refused:
        call.status.invalid(block, message)
    app = call.dependency.dispatcher.blocks
    seen = {message for block, message in refused if _in_sight(block, app)}
    for message in dict.fromkeys(message for _, message in refused):
        if message not in seen:
            call.toast("warning", "Not accepted", message, 10)


def _in_sight(block: Any, app: Blocks | None) -> bool:
    """Tell whether the visitor sees what is shown at an input, as far as the kernel knows."""
    from nbblocks.component import Component
    from nbblocks.components.timer import Timer
    from nbblocks.tabs import Tabs

    if not isinstance(block, Component) or isinstance(block, Timer) or not block.shown:
        return False
    if app is not None and block.root is None and block not in app.descendants():
        return False
    inner, outer = block, block.parent
    while outer is not None:
        if getattr(outer, "open", True) is False or (isinstance(outer, Tabs) and outer._id(inner) != outer.selected):
            return False
        inner, outer = outer, outer.parent
    return True
