"""Trait types of media components."""

from __future__ import annotations

from typing import Any

from traitlets import List, TraitType

from nbblocks.files.options import options_wire


class OneOrMore(List[Any]):
    """A list of words, of which one may be given alone."""

    def validate(self, obj: Any, value: Any) -> Any:
        """Return a list."""
        return super().validate(obj, [value] if isinstance(value, str) else value)


class Options(TraitType[Any, Any]):
    """Options of a class such as `WebcamOptions`; a dictionary of them will do."""

    def __init__(self, cls: type[Any], **kwargs: Any) -> None:
        self._cls = cls
        self.info_text = f"{cls.__name__} or a dictionary of its fields"
        super().__init__(cls(), allow_none=True, **kwargs)
        self.tag(to_json=options_wire)

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the options."""
        if isinstance(value, self._cls):
            return value
        if isinstance(value, dict):
            try:
                return self._cls(**value)
            except TypeError:
                self.error(obj, value)
        return self.error(obj, value)

    def _validate(self, obj: Any, value: Any) -> Any:
        return super()._validate(obj, self._cls() if value is None else value)
