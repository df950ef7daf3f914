"""What a handler returns to change more than a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks.keywords import bind_keywords, did_you_mean, parameters

if TYPE_CHECKING:
    from nbblocks.block import Block


class Update(dict[str, Any]):
    """New values of an output's properties, by name."""


def update(elem_id: str | None = None, elem_classes: Any = None, visible: Any = None, **properties: Any) -> Update:
    """Change properties of an output.

    Parameters
    ----------
    elem_id, elem_classes, visible
        New values of these; ``None`` leaves them.
    **properties
        New values of any other property; ``value`` too.

    Returns
    -------
    Update
        What a handler returns in the place of a value.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def longer(choice):
    ...     return gr.update(lines=8, visible=choice != "none")
    """
    common = {"elem_id": elem_id, "elem_classes": elem_classes, "visible": visible}
    return Update({name: value for name, value in common.items() if value is not None} | properties)


def skip() -> Update:
    """Leave an output as it is.

    Returns
    -------
    Update
        An update without a property.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def only_positive(x):
    ...     return x if x > 0 else gr.skip()
    """
    return Update()


def as_update(result: Any) -> Update:
    """Return what a handler gave for one output as an update of its properties."""
    from nbblocks.block import Block

    if isinstance(result, Update):
        return result
    if isinstance(result, Block) and result._update is not None:
        return Update(result._update)
    if isinstance(result, dict) and result.get("__type__") == "update":
        return Update({name: value for name, value in result.items() if name != "__type__"})
    return Update(value=result)


def properties_of(block: Block, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that an update has for a block, without those that its constructor ignores.

    Raises
    ------
    AttributeError
        If a name is no property of it; the message suggests the nearest one.
    """
    cls = type(block)
    ignored = {name: value for name, value in values.items() if name in cls._meaningless and not cls._knows(name)}
    for name in values:
        if name not in ignored and (name.startswith("_") or not block.has_trait(name)):
            nearest = did_you_mean(name, [*parameters(cls), *cls._meaningless])
            msg = f"{cls.__name__} has no property {name!r} to update{nearest}"
            raise AttributeError(msg)
    bind_keywords(cls, (), ignored)
    return {name: value for name, value in values.items() if name not in ignored}
