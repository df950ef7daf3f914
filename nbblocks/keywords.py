"""The constructor of a block, made from its traits: what it takes, how it is documented."""

from __future__ import annotations

import difflib
import inspect
import textwrap
from typing import TYPE_CHECKING, Any

from traitlets import Container, Undefined

from nbblocks.exceptions import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traitlets import TraitType

    from nbblocks.block import Block


#: Ignored keywords that would have a meaning here; the others have none in Jupyter.
_UNBUILT = frozenset(
    {"alignment", "api_name", "api_visibility", "brush_color", "brush_radius", "buttons", "component_props", "head"}
    | {"head_paths", "html_attributes", "mask_opacity", "overflow_behavior", "preload_example", "server_functions"}
    | {"show_edit_button", "tool"}
)


def parameters(cls: type[Block]) -> dict[str, TraitType[Any, Any]]:
    """Return the traits that the constructor takes, in the order of its signature.

    The positional ones come first, then those of the class itself, then what it inherits.
    Public traits with a ``help`` are parameters; what ipywidgets adds (``tooltip`` …) is not.
    """
    from nbblocks.block import Block

    traits = cls.class_traits()
    own = [name for base in cls.__mro__ for name in vars(base)]
    names = dict.fromkeys([*cls._positional, *own])
    return {
        name: traits[name]
        for name in names
        if name in traits
        and not name.startswith("_")
        and traits[name].help
        and traits[name].metadata.get("parameter", True)
        and (traits[name].this_class is None or issubclass(traits[name].this_class, Block))
    }


def bind_keywords(cls: type[Block], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Map the arguments of a constructor to traits.

    Raises
    ------
    TypeError
        For too many positional arguments, one given twice, or a name that neither
        nbblocks nor Gradio knows; the message suggests the nearest name.
    """
    if len(args) > len(cls._positional):
        known = ", ".join(cls._positional) or "none"
        msg = f"{cls.__name__} takes {len(cls._positional)} positional arguments ({known}), not {len(args)}"
        raise TypeError(msg)
    given = dict(zip(cls._positional, args, strict=False))
    if twice := given.keys() & kwargs.keys():
        msg = f"{cls.__name__} got {', '.join(sorted(twice))} twice"
        raise TypeError(msg)
    given |= kwargs
    ignored = [name for name in given if name in cls._meaningless and not cls._knows(name)]
    _warn_of_ignored(cls.__name__, [name for name in ignored if given[name] is not None])
    for name in given:
        if not (cls._knows(name) or name in cls._meaningless):
            msg = unknown_name(name, f"{cls.__name__}()", [*parameters(cls), *cls._meaningless])
            raise TypeError(msg)
    return {name: value for name, value in given.items() if name not in ignored}


def _warn_of_ignored(who: str, names: list[str]) -> None:
    """Warn once of all keywords that are ignored, and say why each is."""
    unbuilt = ", ".join(name for name in names if name in _UNBUILT)
    meaningless = ", ".join(name for name in names if name not in _UNBUILT)
    reasons = {"not built yet": unbuilt, "no meaning in Jupyter": meaningless}
    if told := [f"{which}: {reason}" for reason, which in reasons.items() if which]:
        warn(f"{who} ignores {'; '.join(told)}")


def unknown_name(name: str, where: str, known: Iterable[str]) -> str:
    """Return the message for a keyword that nobody knows, with the nearest one."""
    return f"{where} got an unexpected keyword argument {name!r}{did_you_mean(name, known)}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the end of a message that names the nearest of the known names; nothing if none is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _ready(cls: type[Block]) -> bool:
    """Tell whether traitlets has set the class up: it reads every attribute, in order of name, while it does."""
    return "visible" in vars(cls).get("_traits", ())


class Signature:
    """The signature of a block's constructor, made when somebody asks for it."""

    def __init__(self) -> None:
        self._made: dict[type[Block], inspect.Signature] = {}

    def __get__(self, block: Block | None, cls: type[Block]) -> inspect.Signature:
        if not _ready(cls):
            raise AttributeError
        if cls not in self._made:
            self._made[cls] = inspect.Signature([_parameter(cls, *item) for item in parameters(cls).items()])
        return self._made[cls]


def _parameter(cls: type[Block], name: str, trait: TraitType[Any, Any]) -> inspect.Parameter:
    positional = name in cls._positional
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD if positional else inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default_of(trait))


class Documentation:
    """The docstring of a block: what its class says, and its parameters from the traits' ``help``."""

    def __init__(self, text: str | None) -> None:
        self._text = text or ""

    def __get__(self, block: Block | None, cls: type[Block]) -> str:
        if not _ready(cls):
            return self._text
        lines = []
        for name, trait in parameters(cls).items():
            lines.append(f"{name} : {trait.info()}, default: {default_of(trait)!r}")
            lines.append(textwrap.indent(textwrap.fill(str(trait.help), 84), "    "))
        summary, heading, examples = inspect.cleandoc(self._text).partition("Examples\n--------")
        section = "Parameters\n----------\n" + "\n".join(lines)
        return "\n\n".join(part.strip() for part in (summary, section, heading + examples) if part.strip())


def default_of(trait: TraitType[Any, Any]) -> Any:
    """Return the default of a trait as a reader would write it."""
    value = trait.default_value
    if value is Undefined:
        args = getattr(trait, "default_args", None)
        empty: Any = [] if isinstance(trait, Container) and not trait.allow_none else None
        value = args[0] if args else empty
    return list(value) if isinstance(value, (tuple, set)) else value
