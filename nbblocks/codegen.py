"""Makes what repeats the traits: TypeScript interfaces, their defaults, and the type stub of the components.

Run ``python -m nbblocks.codegen`` after a trait changed; with ``--check`` it only tells
whether a made file differs, which fails in CI.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from nbblocks import components
from nbblocks.component import Component
from nbblocks.keywords import default_of, parameters
from nbblocks.rendering.keyed import twin
from nbblocks.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT = Path(__file__).resolve().parent.parent
_TYPESCRIPT = _ROOT / "js/src/traits.ts"
_DEFAULTS = _ROOT / "js/src/lib/defaults.testing.ts"
_STUB = _ROOT / "nbblocks/components/__init__.pyi"
_MADE = "Made from the traits by `python -m nbblocks.codegen`; do not edit."

#: The type of a trait in TypeScript and in Python.
_SIMPLE: list[tuple[type[Any], str, str]] = [
    (traitlets.Bool, "boolean", "bool"),
    (traitlets.Int, "number", "int"),
    (traitlets.Float, "number", "float"),
    (traitlets.Unicode, "string", "str"),
]


def classes() -> list[type[Component]]:
    """Return the components, in the order of their names."""
    found: set[type[Component]] = {getattr(components, name) for name in components.__all__}
    return sorted(found, key=lambda cls: cls.__name__)


def type_of(trait: Any, python: bool) -> str:
    """Return a trait's type in Python or TypeScript."""
    made = trait.metadata.get("py" if python else "ts") or _plain(trait, python)
    none = "None" if python else "null"
    return f"{made} | {none}" if trait.allow_none and none not in made.split(" | ") else made


def _plain(trait: Any, python: bool) -> str:
    for cls, typescript, name in _SIMPLE:
        if isinstance(trait, cls):
            return name if python else typescript
    if isinstance(trait, traitlets.Enum):
        values = " | ".join(f'"{value}"' for value in trait.values or () if value is not None)
        return f"Literal[{values.replace(' | ', ', ')}]" if python else values
    if isinstance(trait, traitlets.Union):
        return " | ".join(dict.fromkeys(_plain(part, python) for part in trait.trait_types))
    if isinstance(trait, (traitlets.List, traitlets.Tuple)):
        inner = getattr(trait, "_trait", None)
        item = _plain(inner, python) if inner is not None else ("Any" if python else "unknown")
        return f"Sequence[{item}]" if python else f"{item}[]" if " " not in item else f"({item})[]"
    return "Any" if python else "unknown"


def typescript() -> str:
    """Return the interfaces of the traits that each component syncs."""
    common = _synced(Component)
    common["_status"] = "StatusState"
    blocks = [f'// {_MADE}\n\nimport type {{ StatusState }} from "./lib/status";', _interface("CommonTraits", common)]
    shown: list[type[Component]] = [*classes(), Shell]
    for cls in shown:
        own = {name: ts for name, ts in _synced(cls).items() if common.get(name) != ts and name != "_status"}
        omitted = [name for name in own if name in common]
        base = f"Omit<CommonTraits, {' | '.join(map(_quote, omitted))}>" if omitted else "CommonTraits"
        blocks.append(_interface(f"{cls.__name__}Traits", own, base))
    return "\n\n".join(blocks) + "\n"


def _quote(name: str) -> str:
    return f'"{name}"'


def _synced(cls: type[Component]) -> dict[str, str]:
    own = {"_interactive", "_events", "_status", "_name"}
    return {
        name: type_of(trait, python=False)
        for name, trait in sorted(cls.class_traits(sync=True).items())
        if (trait.help and name in parameters(cls)) or name in own
    }


def _interface(name: str, members: dict[str, str], base: str = "") -> str:
    extends = f" extends {base}" if base else ""
    if not members:
        return f"export type {name} = {base};"
    lines = "\n".join(f"  {member}: {ts};" for member, ts in members.items())
    return f"export interface {name}{extends} {{\n{lines}\n}}"


def defaults() -> str:
    """Return the state that each component starts with on the page, for the tests of the front end."""
    states = {cls.__name__: _state(cls) for cls in classes()}
    head = "/** What each component starts with, by the name of its class. */\n"
    kind = "Record<string, Record<string, unknown> & { _stem: string }>"
    made = json.dumps(states, indent=2, sort_keys=True)
    return f"// {_MADE}\n\n{head}export const defaults: {kind} = {made};\n"


def _state(cls: type[Component]) -> dict[str, Any]:
    component = twin(cls, render=False)
    alike = {"layout", "_esm", "_anywidget_id", "_runtime"}
    traits = {name: trait for name, trait in cls.class_traits(sync=True).items() if name not in alike}
    ours = [name for name, trait in traits.items() if trait.this_class.__module__.startswith("nbblocks.")]
    state: dict[str, Any] = component.get_state(ours)
    return state


def stub() -> str:
    """Return the type stub of the components: constructors, properties and events."""
    head = (
        f"# {_MADE}\n\nfrom collections.abc import Callable, Sequence\nfrom pathlib import Path\n"
        "from typing import Any, Literal\n\n"
        "from nbblocks.component import Component\nfrom nbblocks.events import Listener\n"
        "from nbblocks.files.options import WaveformOptions, WebcamOptions\n"
    )
    bodies = [_class_stub(cls) for cls in classes()]
    exported = "\n".join(f'    "{name}",' for name in components.__all__)
    return head + f"\n__all__ = [\n{exported}\n]\n\n" + "\n\n".join(bodies) + "\n" + _aliases()


def _aliases() -> str:
    pairs = [(name, getattr(components, name).__name__) for name in components.__all__]
    return "".join(f"\n{name} = {target}\n" for name, target in pairs if name != target)


def _class_stub(cls: type[Component]) -> str:
    base = next(base for base in cls.__mro__[1:] if base in classes() or base is Component)
    known = parameters(cls)
    own = {name for part in cls.__mro__[: cls.__mro__.index(base)] for name in vars(part)}
    lines = [f"class {cls.__name__}({base.__name__}):"]
    lines += [f"    {name}: {type_of(trait, python=True)}" for name, trait in known.items() if name in own]
    lines += ["    def __init__(", "        self,", *_parameters(cls), "    ) -> None: ..."]
    for event in cls._declared_events:
        if event in own:
            lines += ["    @property", f"    def {event}(self) -> Listener: ..."]
    return "\n".join(lines)


def _parameters(cls: type[Component]) -> Iterator[str]:
    known = parameters(cls)
    for name in cls._positional:
        yield _parameter(name, known[name])
    yield "        *,"
    for name, trait in known.items():
        if name not in cls._positional:
            yield _parameter(name, trait)
    yield "        render: bool = ...,"
    yield "        inputs: Any = ...,"
    yield "        every: Any = ...,"
    if "props" in known:
        yield "        **more: Any,"


def _parameter(name: str, trait: Any) -> str:
    ts = "Any" if name == "value" else type_of(trait, python=True)
    ts = "Sequence[str] | str | None" if name == "elem_classes" else ts
    return f"        {name}: {ts} = {default_of(trait)!r},"


def main(argv: list[str] | None = None) -> int:
    """Write the made files, or check them; return 1 if one differs."""
    parser = argparse.ArgumentParser(prog="python -m nbblocks.codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether a made file differs")
    check = parser.parse_args(argv).check
    makers: dict[Path, Callable[[], str]] = {_TYPESCRIPT: typescript, _DEFAULTS: defaults, _STUB: stub}
    stale = [path for path, make in makers.items() if not path.exists() or path.read_text(encoding="utf-8") != make()]
    for path in stale:
        if check:
            print(f"{path.relative_to(_ROOT)} differs from the traits: run `make generate`", file=sys.stderr)
        else:
            path.write_text(makers[path](), encoding="utf-8")
            print(f"wrote {path.relative_to(_ROOT)}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
