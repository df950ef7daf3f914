"""The guide: each notebook is clean, runs in a kernel, and its functions keep their promises."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    """The notebook, of a version that has cell ids."""
    return nbformat.read(path, as_version=4)


# The functions below run in the notebook's own kernel: `guide` holds what its cells made.


def wait_for(component: Any, trait: str, value: object) -> None:
    import threading

    arrived = threading.Event()

    def look(_: object = None) -> None:
        if getattr(component, trait) == value:
            arrived.set()

    component.observe(look, names=[trait])
    look()
    assert arrived.wait(10), f"{trait} is {getattr(component, trait)}, not {value}"


def hello(guide: Any) -> None:
    assert guide.greet("Ada") == "Hello Ada!"
    assert guide.greet("") == "Hello !"


def flipper(guide: Any) -> None:
    import numpy as np

    assert guide.flip_text("Jupyter 🚀") == "🚀 retypuJ"
    left_is_dark = np.array([[[0, 0, 0], [255, 255, 255]]], dtype=np.uint8)
    assert guide.flip_image(left_is_dark).tolist() == [[[255, 255, 255], [0, 0, 0]]]
    assert guide.flip_image(None) is None


def completion(guide: Any) -> None:
    for story in ("The White Rabbit", "Nobody wrote this before", "Alice", ""):
        longer = guide.complete(story)
        assert longer.startswith(story)
        assert len(longer.split()) > len(story.split())
        assert set(longer[len(story) :].split()) <= set(guide.unquoted.split())


def speech(guide: Any) -> None:
    import wave

    import numpy as np

    with wave.open("data/wonderful.wav") as recording:
        rate = recording.getframerate()
        mono = np.frombuffer(recording.readframes(recording.getnframes()), np.int16)
    stereo_at_48_khz = np.repeat(np.stack([mono, mono], axis=1), 3, axis=0)
    for recorded in ((rate, mono), (48_000, stereo_at_48_khz)):
        assert "wonderful" in guide.speech_to_text(recorded).split()
    happy = guide.text_to_sentiment("This is a wonderful idea and I love it.")
    assert max(happy, key=happy.get) == "positive"
    sad = guide.text_to_sentiment("I hate this terrible, terrible mess.")
    assert max(sad, key=sad.get) == "negative"


def essay(guide: Any) -> None:
    assert guide.essay.interactive
    assert guide.letter.interactive
    guide.essay.value = "Once upon a time"
    guide.length.value = "long"
    wait_for(guide.essay, "lines", 10)
    guide.length.value = "none"
    wait_for(guide.essay, "visible", False)
    assert guide.essay.value == "Once upon a time"

    guide.kind.value = "letter"
    wait_for(guide.letter, "lines", 12)
    wait_for(guide.hint, "value", "Take your time.")
    guide.kind.value = "nothing"
    wait_for(guide.letter, "visible", False)


def calculator(guide: Any) -> None:
    answers = {"add": 9, "subtract": 5, "multiply": 14, "divide": 3.5}
    assert {name: guide.calculate(7, name, 2) for name in guide.OPERATIONS} == answers
    for impossible in ((1, "divide", 0), (None, "add", 1), (1, "add", None)):
        try:
            guide.calculate(*impossible)
        except guide.gr.Error:
            continue
        raise AssertionError(f"{impossible} was calculated")


def digits(guide: Any) -> None:
    import numpy as np
    from PIL import Image

    for digit in "247":
        picture = np.asarray(Image.open(f"data/digit_{digit}.png").convert("RGB"))
        for drawing in (picture, 255 - picture, picture.repeat(2, axis=0).repeat(2, axis=1)):
            confidences = guide.classify_image(drawing)
            assert max(confidences, key=confidences.get) == digit
    for useless in (None, np.full((40, 30, 3), 255, np.uint8)):
        try:
            guide.classify_image(useless)
        except guide.gr.Error:
            continue
        raise AssertionError("an empty picture was classified")


def live(guide: Any) -> None:
    import json
    import threading
    from pathlib import Path

    import numpy as np
    from IPython import get_ipython

    from nbblocks.testing import visit

    assert guide.slider.value == 7
    drawn = threading.Event()
    two_waves = guide.wave(2)
    guide.figure.data[0].on_change(lambda _, y: np.array_equal(y, two_waves) and drawn.set(), "y")
    guide.waves.value = 2
    assert drawn.wait(10)

    text = "".join(json.loads(Path("08_live.ipynb").read_text(encoding="utf-8"))["cells"][-1]["source"])
    shell = get_ipython()
    shell.run_cell(text.partition("```python\n")[2].partition("```")[0]).raise_error()
    with visit(shell.user_ns["demo"]) as page:
        page.get("Name").fill("Ada").submit()
        assert page.get("Greeting").value == "Hello Ada!"


def events(guide: Any) -> None:
    import datetime as dt

    assert guide.greet("Ada") == "Hello Ada!"
    assert guide.split(60, 10, 4) == 16.5
    assert guide.split(None, 10, 4) == 0
    wait_for(guide.guests, "value", 3)
    guide.reserve.fire("click")
    wait_for(guide.guests, "value", 2)
    guide.reserve.fire("click")
    wait_for(guide.answer, "value", "See you on Saturday!")
    wait_for(guide.free, "value", "Free seats: Friday 6, Saturday 0")
    for key in guide.keys:
        key.fire("click")
    wait_for(guide.number, "value", "123456789*0#")
    guide.picker.value = dt.date(1815, 12, 10)
    wait_for(guide.weekday, "value", "Sunday")


def streaming(guide: Any) -> None:
    assert list(guide.tell(3)) == ["Alice", "Alice was", "Alice was beginning"]
    guide.thousands.value = 10
    guide.search.fire("click")
    wait_for(guide.found, "value", "1,229 primes. The widest gap between two neighbours is 36.")
    guide.everything.fire("click")
    wait_for(guide.plate, "value", "Doughnuts is ready.")


def state(guide: Any) -> None:
    assert guide.add(["Milk"], "") == (["Milk"], "")
    for item in ("Milk", "Bread"):
        guide.item.value = item
        guide.item.fire("submit")
        wait_for(guide.item, "value", "")
    wait_for(guide.shown, "value", "- Milk\n- Bread")
    guide.undo.fire("click")
    wait_for(guide.shown, "value", "- Milk")
    assert guide.arrive(0) == (1, "This is visit number 1.")


def dynamic(guide: Any) -> None:
    from nbblocks.testing import visit

    with visit(guide.demo) as page:
        page.get("Guest 1").fill("Ada")
        page.get("Guest 2").fill("Grace")
        page.get("Guests").set(3)
        page.get("Guest 3").fill("Hedy")
        page.get("Guests").set(2)
        page.get("Invite").click()
        assert page.get("Invitation").value == "Dear Ada and Grace, come to my party!"
    with visit(guide.todo_demo) as page:
        page.get("Water the plants").check()
        page.all("Note")[1].fill("about the engine")
        page.get("New task").fill("Bake bread").press("Enter")
        assert page.get("Water the plants").value
        page.get("Remove what is done").click()
        tasks = [task.label for task in page.all(guide.gr.Checkbox)]
        assert tasks == ["Write to Ada", "Bake bread"]
        assert [note.value for note in page.all("Note")] == ["about the engine", ""]
    with visit(guide.tea_demo) as page:
        page.get("Seconds").set(2)
        page.get("Start").click()
        page.tick()
        assert page.get("Seconds left").value == 1
        page.tick()
        assert page.toasts[-1].message == "Your tea is ready."
        assert not guide.timer.active


def app_under_test(guide: Any) -> None:
    import json
    import subprocess
    import sys
    import tempfile
    from pathlib import Path

    assert "did you mean 'Greeting'?" in guide.report.value
    text = "".join(json.loads(Path("13_testing.ipynb").read_text(encoding="utf-8"))["cells"][-1]["source"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "test_calculator.py")
        path.write_text(text.partition("```python\n")[2].partition("```")[0], encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(path)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    assert "5 passed" in ran.stdout, ran.stdout + ran.stderr


def scaling(guide: Any) -> None:
    import os

    from nbblocks.testing import visit

    assert len(guide.client.scheduler_info()["workers"]) == 2
    with visit(guide.process_demo, timeout=60) as page:
        page.get("Ask the kernel").click()
        assert page.get("Number of the process").value == os.getpid()
        page.get("Ask a worker").click()
        assert page.get("Number of the process").value != os.getpid()
    first = next(guide.draw(-0.4 + 0.6j))
    assert first[:8].any()
    assert not first[8:].any()


PROMISES = {
    "01_hello": hello,
    "02_flipper": flipper,
    "03_completion": completion,
    "04_speech": speech,
    "05_essay": essay,
    "06_calculator": calculator,
    "07_digits": digits,
    "08_live": live,
    "09_events": events,
    "10_streaming": streaming,
    "11_state": state,
    "12_dynamic": dynamic,
    "13_testing": app_under_test,
    "14_scaling": scaling,
}


def check(promise: Callable[[Any], None]) -> str:
    """The source of a cell that runs `promise` on what the cells above made."""
    return "\n".join(
        [
            "from types import SimpleNamespace",
            "from typing import Any",
            "guide = SimpleNamespace(**globals())",
            inspect.getsource(wait_for),
            inspect.getsource(promise),
            f"{promise.__name__}(guide)",
        ]
    )


def test_no_notebook_is_without_a_promise() -> None:
    assert list(PROMISES) == [path.stem for path in NOTEBOOKS]


@each_notebook
def test_begins_with_one_title(path: Path) -> None:
    cells = read(path).cells
    titles = [
        line
        for cell in cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("# ")
    ]
    assert cells[0].cell_type == "markdown"
    assert titles == [cells[0].source.splitlines()[0]]


@each_notebook
def test_is_saved_clean(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@each_notebook
def test_runs_quietly_and_keeps_its_promise(path: Path) -> None:
    notebook = read(path)
    notebook.cells.append(nbformat.v4.new_code_cell(check(PROMISES[path.stem])))
    resources = {"metadata": {"path": str(FOLDER)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any(WIDGET in output.get("data", {}) for output in outputs)
    assert [output.text for output in outputs if output.output_type == "stream"] == []
