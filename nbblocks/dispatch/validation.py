"""Validators: what is checked of the inputs before a handler runs."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch.loop import loop

if TYPE_CHECKING:
    from nbblocks.dispatch.call import Call


class InvalidError(Exception):
    """What a validator refused; the inputs show why, and the handler does not run."""


def validate(is_valid: bool, message: str) -> dict[str, Any]:
    """Say whether an input is as the handler needs it.

    Parameters
    ----------
    is_valid
        Whether it is.
    message
        What the visitor reads below the input if it is not.

    Returns
    -------
    dict
        What a ``validator`` returns, one for each input.

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
    """Let the validator of a call see its inputs.

    Raises
    ------
    InvalidError
        If it refuses one; the input shows its message.
    """
    validator = call.dependency.options.validator
    if validator is None:
        return
    result = validator(*args, **named)
    if inspect.iscoroutine(result):
        result = asyncio.run_coroutine_threadsafe(result, loop()).result()
    verdicts = list(result) if isinstance(result, (list, tuple)) else [result]
    refused = {}
    for port, verdict in zip(call.dependency.inputs, verdicts, strict=False):
        refusal = _refusal(verdict)
        if refusal is not None:
            call.status.invalid(port.block, refusal)
            refused[port] = refusal
    if refused:
        raise InvalidError("; ".join(refused.values()))


def _refusal(verdict: Any) -> str | None:
    """Return what a verdict refuses with; None if it does not."""
    if isinstance(verdict, dict) and verdict.get("__type__") == "validate":
        return None if verdict.get("is_valid") else str(verdict.get("message") or "This is not valid.")
    return "This is not valid." if verdict is False else None
