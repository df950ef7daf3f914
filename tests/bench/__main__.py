"""Prints what nbblocks costs beside Gradio: ``python -m tests.bench [--gradio PYTHON]``."""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.bench import measures
from tests.bench.apps import CLICKS, COUNT, STREAM
from tests.bench.servers import Library
from tests.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
_ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--gradio", default=str(_ROOT / ".venv-gradio/bin/python"), help="a Python that has gradio")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measure, of which the median counts")
    options = parser.parse_args(argv)
    ours, theirs = Library("nbblocks", sys.executable), Library("gradio", options.gradio)
    print(f"{'what':<44}{'nbblocks':>11}{'gradio':>11}{'ratio':>8}  budget")
    _imports(ours, theirs, options.runs)
    _building(ours, theirs, options.runs)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=_FLAGS)
        _pairs(browser, ours, theirs, options.runs)
        browser.close()


def _median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))


def row(what: str, ours: float, theirs: float | None, budget: str, unit: str = "s") -> None:
    """Print a line of the table; with no rival there is no ratio."""
    rival = f"{theirs:>9.3f} {unit}" if theirs is not None else ""
    ratio = f"{ours / theirs:.3f}" if theirs else ""
    print(f"{what:<44}{ours:>9.3f} {unit}{rival:>11}{ratio:>8}  {budget}", flush=True)


def _imports(ours: Library, theirs: Library, runs: int) -> None:
    costs = [[measures.import_cost(library) for _ in range(runs)] for library in (ours, theirs)]
    seconds, megabytes = ([statistics.median(cost[index] for cost in of) for of in costs] for index in (0, 1))
    row("import", *seconds, "<= 0.1")
    row("memory after import", *megabytes, "<= 45 MB", "M")


def _pairs(browser: Browser, ours: Library, theirs: Library, runs: int) -> None:
    pressed = [statistics.median(measures.key_press(browser, library)) for library in (ours, theirs)]
    row("key press -> output on screen", *pressed, "<= 0.25")
    _answers(browser, ours, theirs, runs)
    opened = [measures.opening(browser, library, runs) for library in (ours, theirs)]
    row("open page -> first component", *(statistics.median(seconds) for seconds, _, _ in opened), "<= 1")
    row("  requests", *(requests for _, requests, _ in opened), "<= 10", "")
    row("  kilobytes", *(size / 1000 for _, _, size in opened), "<= 450", "k")
    started = [_median(lambda library=library: measures.start(browser, library), runs) for library in (ours, theirs)]
    row("python app.py -> first component", *started, "<= 0.5")


def _answers(browser: Browser, ours: Library, theirs: Library, runs: int) -> None:
    tokens = "".join(f"word{index} " for index in range(2000))
    (mine, mine_sent), (other, other_sent) = [
        measures.answer(browser, library, STREAM, tokens, runs) for library in (ours, theirs)
    ]
    row("2,000 streamed texts, click -> last on screen", statistics.median(mine), statistics.median(other), "<= 0.1")
    row("  kilobytes that the page gets", mine_sent / 1000, other_sent / 1000, "", "k")
    row("100,000 yields, click -> last on screen", *_once(browser, (ours, theirs), COUNT, "99999"), "")
    mine, other = _once(browser, (ours, theirs), CLICKS, "1000")
    row("50 visitors click 20 times each", mine, other, "")
    row("  events per second", 1000 / mine, other and 1000 / other, "", "/s")


def _once(browser: Browser, libraries: tuple[Library, Library], source: str, last: str) -> tuple[float, float | None]:
    """Return the seconds of both; None for the rival if it does not get there."""
    ours, theirs = libraries
    (mine,), _ = measures.answer(browser, ours, source, last, 1)
    try:
        (other,), _ = measures.answer(browser, theirs, source, last, 1)
    except TimeoutError:
        return mine, None
    return mine, other


def _building(ours: Library, theirs: Library, runs: int) -> None:
    plain = [_median(lambda library=library: measures.build(library), runs) for library in (ours, theirs)]
    row("build 1,000 components, no kernel", *plain, "")
    kernels = [measures.build_in_kernel() for _ in range(runs)]
    row(
        "build 1,000 components in a kernel", statistics.median(seconds for seconds, _ in kernels), plain[1], "<= 0.5 s"
    )
    row("  bytes on the wire per component", statistics.median(size for _, size in kernels), None, "<= 1,500", "B")


if __name__ == "__main__":
    main()
