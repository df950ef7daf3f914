"""Endpoints: the handlers of an app by name, called from Python: ``demo.api["greet"]("Ada")``."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.call import Batch, Call
from nbblocks.dispatch.loop import loop
from nbblocks.hints import canonical, described, parameters_of
from nbblocks.session.state import State
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from nbblocks.blocks import Blocks
    from nbblocks.dependency import Dependency
    from nbblocks.ports import Port


class Endpoint:
    """A handler that is called from Python, with values in the place of its inputs.

    Values go through the checks of the inputs and their ``preprocess``, as those of a visitor
    do; an input that is not given has the value that it has now. What is returned is what the
    outputs would hold, one value or a tuple; but the app stays as it is, its states too.

    It runs here and now: not in the app's queue, and without its JavaScript. An async handler
    calls another one as ``await asyncio.to_thread(endpoint, ...)``, so as not to hold it up.

    Parameters
    ----------
    name
        What it is called.
    dependency
        What it calls.
    """

    def __init__(self, name: str, dependency: Dependency) -> None:
        self.name = name
        self._dependency = dependency
        self._parameters = parameters_of(dependency)
        #: Its parameters, by the names that the handler has for them.
        self.__signature__ = inspect.Signature([parameter for _, parameter in self._parameters])
        self.__doc__ = self.description

    @property
    def description(self) -> str:
        """What it does: ``api_description``, else what the handler's docstring says."""
        given = self._dependency.options.api_description
        if given is False:
            return ""
        return given if isinstance(given, str) else inspect.getdoc(self._dependency.fn) or ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the handler; of a generator, return its last result.

        Parameters
        ----------
        *args, **kwargs
            Values of inputs, by place or by name.

        Returns
        -------
        Any
            The value of the output, or a tuple of those of several.

        Examples
        --------
        >>> import nbblocks as gr
        >>> def greet(name):
        ...     return f"Hello {name}!"
        >>> with gr.Blocks() as demo:
        ...     name, greeting = gr.Textbox(), gr.Textbox()
        ...     submit = name.submit(greet, name, greeting)
        >>> demo.api["greet"]("Ada")
        'Hello Ada!'
        """
        result = None
        for each in self.submit(*args, **kwargs):
            result = each
        return result

    def submit(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Run the handler, and return an iterator of its results: of a generator one for each step.

        Parameters
        ----------
        *args, **kwargs
            Values of inputs, by place or by name.

        Returns
        -------
        Iterator
            What the outputs would hold, step by step; a step runs when it is asked for.

        Examples
        --------
        >>> import nbblocks as gr
        >>> def count():
        ...     yield from ("one", "two")
        >>> with gr.Blocks() as demo:
        ...     button, word = gr.Button(), gr.Textbox()
        ...     click = button.click(count, None, word)
        >>> list(demo.api["count"].submit())
        ['one', 'two']
        """
        call = Call(self._dependency, None, coalesce=False)
        call.values = self._values(*args, **kwargs)
        if self._dependency.options.batch:
            return (self._returned(_only(result)) for result in _results(Batch([call])))
        return (self._returned(result) for result in _results(call))

    def _values(self, *args: Any, **kwargs: Any) -> list[Any]:
        given = self.__signature__.bind(*args, **kwargs).arguments
        names = {port: parameter.name for port, parameter in self._parameters}
        values = []
        for port in self._dependency.sources:
            name = names.get(port)
            values.append(canonical(port, given[name]) if name in given else port.read())
        return values

    def _returned(self, result: Any) -> Any:
        updates = self._dependency.updates(result)
        outputs = [port for port in self._dependency.outputs if not isinstance(port, State)]
        values = [_value(port, updates.get(port, Update())) for port in outputs]
        return values[0] if len(values) == 1 else tuple(values) if values else None

    def __repr__(self) -> str:
        text = described(self.name, self._dependency, self._parameters)
        return "\n    ".join([text, *self.description.splitlines()])


def _only(result: Any) -> Any:
    """Return the results of a batch of one."""
    values = [values[0] for values in result]
    return values[0] if len(values) == 1 else values


def _value(port: Port, update: Update) -> Any:
    """Return the value that an output would have; an update of other properties as it is."""
    return canonical(port, update["value"]) if set(update) == {"value"} else update


def _results(call: Call) -> Iterator[Any]:
    """Run a handler here, step by step if it is a generator."""
    own = contextvars.copy_context()
    own.run(context.begin_call, call)
    result = own.run(call._result)
    if inspect.isgenerator(result):
        with closing(result):
            while (step := own.run(next, result, _END)) is not _END:
                yield step
    elif inspect.isasyncgen(result):
        try:
            while (step := _wait(own, anext(result, _END))) is not _END:
                yield step
        finally:
            _wait(own, result.aclose())
    else:
        yield _wait(own, result) if inspect.isawaitable(result) else result


_END = object()


def _wait(own: contextvars.Context, awaitable: Any) -> Any:
    """Await something on the loop of all handlers.

    Raises
    ------
    RuntimeError
        If that loop is what would wait.
    """
    if _on_loop():
        if hasattr(awaitable, "close"):
            awaitable.close()
        raise RuntimeError(
            "an async handler would hold up the endpoint that it waits for: "
            "await the function itself, or `asyncio.to_thread(endpoint, ...)`"
        )

    async def wait() -> Any:
        return await awaitable

    coroutine: Coroutine[Any, Any, Any] = wait()
    return own.run(asyncio.run_coroutine_threadsafe, coroutine, loop()).result()


def _on_loop() -> bool:
    try:
        return asyncio.get_running_loop() is loop()
    except RuntimeError:
        return False


class Api(Mapping[str, Endpoint]):
    """The endpoints of an app by name; ``"greet"`` and ``"/greet"`` are the same.

    A handler is called by the name of its function unless ``api_name`` says another; where
    several have one name, those after the first end in ``_1``, ``_2``. It lists those whose
    ``api_visibility`` is ``"public"``, and gives ``"undocumented"`` ones too.

    Parameters
    ----------
    blocks
        The app.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    def __getitem__(self, name: str) -> Endpoint:
        for known, dependency in self._named():
            if known == name.removeprefix("/") and _visibility(dependency) != "private":
                return Endpoint(known, dependency)
        raise KeyError(f"the app has no endpoint {name!r}; it has {', '.join(self) or 'none'}")

    def __iter__(self) -> Iterator[str]:
        return (name for name, dependency in self._named() if _visibility(dependency) == "public")

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _named(self) -> Iterator[tuple[str, Dependency]]:
        taken: set[str] = set()
        for dependency in _dependencies(self._blocks):
            name = _unique(_name(dependency), taken)
            taken.add(name)
            yield name, dependency

    def __repr__(self) -> str:
        return "\n".join(repr(self[name]) for name in self) or "no endpoints"


def _dependencies(blocks: Blocks) -> Iterator[Dependency]:
    """Yield the handlers of an app and of those inside it."""
    from nbblocks.blocks import Blocks

    yield from blocks.dependencies
    for inner in blocks.descendants():
        if isinstance(inner, Blocks):
            yield from inner.dependencies


def _visibility(dependency: Dependency) -> str:
    if dependency.fn is None or dependency.options.api_name is False:
        return "private"
    return dependency.options.api_visibility


def _name(dependency: Dependency) -> str:
    given = dependency.options.api_name
    fn: Any = dependency.fn
    name = given if isinstance(given, str) and given.strip("/ ") else getattr(fn, "__name__", type(fn).__name__)
    return "".join(char for char in name if char.isalnum() or char in "-_") or "unnamed"


def _unique(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    count = 1
    while f"{name}_{count}" in taken:
        count += 1
    return f"{name}_{count}"
