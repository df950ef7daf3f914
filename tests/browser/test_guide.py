"""Every app of the guide, as a visitor uses it, in each host."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TIMEOUT, in_notebooks, in_pages_of_their_own
from tests.browser.hosts import GUIDE, wait_until

#: Notebook 7 shows what JupyterLab shows; the other tests of this folder run in it, too.
everywhere = pytest.mark.parametrize("host", ["lab", "voila", "script"], indirect=True)
DATA = GUIDE / "data"


@everywhere
def test_hello(open_app):
    app = open_app(GUIDE / "01_hello.ipynb")
    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Ada!")


@everywhere
def test_flipper(open_app):
    app = open_app(GUIDE / "02_flipper.ipynb")
    app.field("Text").fill("stressed")
    app.button("Flip text").click()
    expect(app.field("Flipped text")).to_have_value("desserts")

    app.scope.get_by_role("tab", name="Picture").click()
    pictures = app.scope.locator(".nbb-image")
    pictures.first.get_by_role("button", name="Clear").click()
    pictures.first.locator("input[type=file]").set_input_files(DATA / "digit_7.png")
    expect(pictures.first.locator("img")).to_be_visible()
    app.button("Flip picture").click()
    expect(pictures.last.locator("img")).to_be_visible()
    assert mirrored(pictures.first.locator("img"), pictures.last.locator("img"))


def mirrored(left, right) -> bool:
    """Tell whether one picture is the other in a mirror, as a browser draws them."""
    pixels = """async (image) => {
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), {width: 16, height: 16});
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0, 16, 16);
      const data = context.getImageData(0, 0, 16, 16).data;
      return [...Array(256).keys()].map((index) => data[4 * index]);
    }"""
    one, other = left.evaluate(pixels), right.evaluate(pixels)
    rows = [one[start : start + 16][::-1] for start in range(0, 256, 16)]
    straight = sum(abs(a - b) for a, b in zip(one, other, strict=True))
    turned = sum(abs(a - b) for a, b in zip(itertools.chain(*rows), other, strict=True))
    return turned < straight / 4


@everywhere
def test_completion(open_app):
    app = open_app(GUIDE / "03_completion.ipynb")
    app.field("Story").fill("The White Rabbit")
    app.button("Go on").click()
    expect(app.field("Story")).not_to_have_value("The White Rabbit")
    assert app.field("Story").input_value().startswith("The White Rabbit ")


@everywhere
def test_speech(open_app):
    app = open_app(GUIDE / "04_speech.ipynb")
    speech = app.scope.locator(".nbb-audio")
    speech.get_by_role("button", name="Clear").click()
    speech.locator("input[type=file]").set_input_files(DATA / "wonderful.wav")
    expect(speech.get_by_role("button", name="Clear")).to_be_visible()
    app.button("1. Write it down").click()
    expect(app.field("Text")).to_have_value("this is a wonderful idea and i love it")
    app.button("2. Judge the feeling").click()
    expect(app.scope.get_by_role("meter").first).to_have_accessible_name("positive")
    app.field("Text").fill("this is a terrible idea and i hate it")
    app.button("2. Judge the feeling").click()
    expect(app.scope.get_by_role("meter", name="positive")).to_have_attribute("aria-valuenow", "0")


@everywhere
def test_essay(open_app):
    app = open_app(GUIDE / "05_essay.ipynb")
    essay = app.field("Essay")
    essay.fill("Once upon a time")
    height = essay.bounding_box()["height"]
    app.scope.get_by_role("radio", name="long").click()
    expect(essay).to_have_attribute("rows", "10")
    assert essay.bounding_box()["height"] > height
    app.scope.get_by_role("radio", name="none").click()
    expect(essay).to_be_hidden()
    app.scope.get_by_role("radio", name="short").click()
    expect(essay).to_have_value("Once upon a time")

    app.scope.get_by_role("radio", name="letter").click()
    expect(app.field("Your words")).to_have_attribute("rows", "12")
    expect(app.scope.get_by_text("Take your time.", exact=True)).to_be_visible()
    app.scope.get_by_role("radio", name="nothing").click()
    expect(app.field("Your words")).to_be_hidden()


@everywhere
def test_calculator(open_app):
    app = open_app(GUIDE / "06_calculator.ipynb")
    app.button("Calculate").click()
    expect(app.field("Result")).to_have_value("7")
    app.scope.get_by_role("row", name="5 multiply 3").click()
    expect(app.field("First number")).to_have_value("5")
    app.button("Calculate").click()
    expect(app.field("Result")).to_have_value("15")
    app.scope.get_by_role("row", name="1 divide 0").click()
    expect(app.field("Second number")).to_have_value("0")
    app.button("Calculate").click()
    expect(app.toast("Nothing can be divided by zero.")).to_be_visible()


@everywhere
def test_digits(open_app):
    app = open_app(GUIDE / "07_digits.ipynb")
    picture = app.scope.locator(".nbb-image")
    picture.locator("input[type=file]").set_input_files(DATA / "digit_7.png")
    expect(picture.locator("img")).to_be_visible()
    app.button("Submit").click()
    expect(app.scope.get_by_role("meter").first).to_have_accessible_name("7")
    app.scope.get_by_text("Clear", exact=True).click()
    expect(picture.locator("img")).to_be_hidden()


@everywhere
def test_a_foreign_widget_in_a_row(open_app):
    app = open_app(GUIDE / "08_live.ipynb")
    line = app.scope.locator(".js-plotly-plot .js-line").first
    before = line.get_attribute("d")
    waves = app.scope.get_by_role("slider", name="Waves")
    waves.fill("9")
    expect(line).not_to_have_attribute("d", before)


@in_notebooks
def test_components_are_read_and_set_from_the_next_cell(open_app):
    app = open_app(GUIDE / "08_live.ipynb")
    cups = app.scope.get_by_role("slider", name="Cups of tea")
    expect(cups).to_have_value("7")
    cups.fill("4")
    assert app.ask("slider.value") == 4
    app.run_cell("slider.value = 9")
    expect(cups).to_have_value("9")


def radio(app, name):
    return app.scope.get_by_role("radio", name=str(name), exact=True)


@everywhere
def test_events(open_app):
    app = open_app(GUIDE / "09_events.ipynb")
    app.field("Name").fill("Ada")
    app.field("Name").press("Enter")
    expect(app.field("Greeting")).to_have_value("Hello Ada!")
    app.field("Name").fill("Grace")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Grace!")

    expect(app.field("Each pays")).to_have_value("16.5")
    app.field("Bill").fill("80")
    expect(app.field("Each pays")).to_have_value("22")

    app.button("Book").click()
    expect(app.toast("We have 2 seats left on Saturday.")).to_be_in_viewport()
    expect(app.field("Guests")).to_have_value("2")
    app.button("Book").click()
    expect(app.field("Answer")).to_have_value("See you on Saturday!")
    expect(app.scope.get_by_text("Free seats: Friday 6, Saturday 0")).to_be_visible()
    app.button("Book").click()
    refused = app.scope.get_by_role("alert").filter(has_text="We are full on that day.")
    expect(refused).to_be_visible()
    radio(app, "Friday").click()
    expect(refused).to_have_count(0)
    app.button("Book").click()
    expect(app.field("Answer")).to_have_value("See you on Friday!")

    for digit in "0118999":
        app.button(digit).click()
    expect(app.field("Number")).to_have_value("0118999")

    app.button("What time is it?").click()
    expect(app.field("The time where you are")).to_have_value(re.compile(r"^\d+:\d\d:\d\d"))

    born = app.scope.locator("input[type=date]")
    born.fill("1815-12-10")
    born.blur()
    expect(app.field("That was a")).to_have_value("Sunday")


@everywhere
def test_a_game_that_waits_for_the_visitor(open_app):
    app = open_app(GUIDE / "09_events.ipynb")
    says = app.field("The app says")
    app.button("Play").click()
    expect(says).to_have_value("I think of a number from 1 to 10.")
    low, high = 1, 10
    while low < high:
        guess = (low + high) // 2
        radio(app, guess).click()
        expect(says).to_have_value(re.compile(rf"(than {guess}\.|^{guess} is right!)$"))
        if "right" in (answer := says.input_value()):
            break
        low, high = (guess + 1, high) if "more" in answer else (low, guess - 1)
    else:
        radio(app, low).click()
    expect(says).to_have_value(re.compile("is right!$"))

    app.button("Play").click()
    expect(says).to_have_value("I think of a number from 1 to 10.")
    app.button("Give up").click()
    expect(says).to_have_value("Another time, then.")
    expect(app.scope.locator(".nbb-running")).to_have_count(0)


@in_notebooks
def test_a_cell_of_the_guide_waits_for_the_visitor(open_app):
    app = open_app(GUIDE / "09_events.ipynb")
    outputs = app.start_cell("print('Choose.')\nprint(await guess.changed())").locator(".jp-OutputArea-output")
    expect(outputs.first).to_have_text("Choose.")
    radio(app, 7).click()
    expect(outputs.last).to_contain_text("7")


@everywhere
def test_streaming(open_app):
    app = open_app(GUIDE / "10_streaming.ipynb")
    running = app.scope.locator(".nbb-running")
    app.button("Tell").click()
    expect(app.field("Story")).to_have_value(re.compile("^Alice was beginning"))
    app.button("Stop").click()
    expect(running).to_have_count(0)
    told = app.field("Story").input_value().split()
    assert len(told) < 200

    thrown = app.field("Darts thrown")
    app.button("Throw").click()
    expect(thrown).to_have_value(re.compile("000$"))
    app.scope.get_by_role("slider", name="Darts at a time").fill("7")
    expect(thrown).to_have_value(re.compile("[1-9]$"))
    expect(app.field("π")).to_have_value(re.compile(r"^[23]\.\d"))
    app.button("Rest").click()
    expect(running).to_have_count(0)
    assert app.field("Story").input_value().split() == told


@everywhere
def test_progress_and_the_queue(open_app):
    app = open_app(GUIDE / "10_streaming.ipynb")
    app.button("Look for primes").click()
    expect(app.scope.get_by_role("progressbar", name="Looking for primes")).to_be_visible()
    expect(app.field("Found")).to_have_value("25,997 primes. The widest gap between two neighbours is 86.")

    app.button("Bake everything").click()
    expect(app.scope.get_by_text("Queue: 1 of 2")).to_be_visible()
    for place, cake in enumerate(("Apple pie", "Brownies", "Cheesecake", "Doughnuts")):
        expect(app.field("Plate").nth(place)).to_have_value(f"{cake} is ready.")
    expect(app.scope.get_by_text("Queue")).to_have_count(0)


@in_notebooks
def test_a_cell_reads_and_sets_what_a_handler_streams(open_app):
    app = open_app(GUIDE / "10_streaming.ipynb")
    app.button("Throw").click()
    expect(app.field("Darts thrown")).not_to_have_value("")
    app.run_cell("darts.value = 7")
    expect(app.scope.get_by_role("slider", name="Darts at a time")).to_have_value("7")
    assert app.ask("thrown.value") > 0
    assert app.ask("thrown.value % 1_000") > 0
    expect(app.scope.locator(".nbb-running").first).to_be_visible()


@everywhere
def test_state(open_app):
    app = open_app(GUIDE / "11_state.ipynb")
    shopping = app.scope.get_by_role("listitem").filter(has_text=re.compile("^(Milk|Bread)$"))
    for item in ("Milk", "Bread"):
        app.field("What is missing?").fill(item)
        app.field("What is missing?").press("Enter")
        expect(app.field("What is missing?")).to_have_value("")
    expect(shopping).to_have_text(["Milk", "Bread"])
    app.button("Undo").click()
    expect(shopping).to_have_text(["Milk"])
    app.button("Undo").click()
    expect(app.scope.locator(".nbb-markdown").get_by_text("Nothing is missing.")).to_be_visible()

    expect(app.field("Welcome")).to_have_value("This is visit number 1.")
    expect(app.field("Guest book")).to_have_value(re.compile("Somebody came"))


@in_pages_of_their_own
def test_what_visitors_share(open_app, new_page, host):
    app = open_app(GUIDE / "11_state.ipynb")
    app.field("What is missing?").fill("Milk")
    app.field("What is missing?").press("Enter")
    expect(app.scope.get_by_role("listitem")).to_have_text(["Milk"])

    name = f"Ada-{host.name}"
    other = host.visit(new_page(), f"{app.page.url.partition('?')[0]}?name={name}")
    expect(other.scope.locator(".nbb-markdown").get_by_text("Nothing is missing.")).to_be_visible()
    expect(other.field("Welcome")).to_have_value("This is visit number 1.")
    expect(other.field("Guest book")).to_have_value(re.compile(f"{name} came"))
    other.page.on("dialog", lambda dialog: dialog.accept())
    with other.page.expect_event("close"):
        other.page.close(run_before_unload=True)
    book = host.root / "guide/guests.txt"
    wait_until(lambda: f"{name} went" in book.read_text(), TIMEOUT)
    app.button("Look again").click()
    expect(app.field("Guest book")).to_have_value(re.compile(f"{name} went"))

    app.page.reload()
    expect(app.field("Welcome")).to_have_value("This is visit number 2.")
    app.button("Forget me").click()
    expect(app.field("Welcome")).to_have_value("Who are you?")
    app.page.reload()
    expect(app.field("Welcome")).to_have_value("This is visit number 1.")


@everywhere
def test_dynamic(open_app):
    app = open_app(GUIDE / "12_dynamic.ipynb")
    guests = app.scope.get_by_role("slider", name="Guests")
    app.field("Guest 1").fill("Ada")
    app.field("Guest 2").fill("Grace")
    guests.fill("3")
    app.field("Guest 3").fill("Hedy")
    app.button("Invite").click()
    expect(app.field("Invitation")).to_have_value("Dear Ada and Grace and Hedy, come to my party!")
    guests.fill("1")
    expect(app.field("Guest 2")).to_have_count(0)
    app.button("Invite").click()
    expect(app.field("Invitation")).to_have_value("Dear Ada, come to my party!")

    notes = app.scope.get_by_placeholder("Note")
    app.field("Water the plants").check()
    notes.last.fill("about the engine")
    app.field("New task").fill("Bake bread")
    app.field("New task").press("Enter")
    expect(app.field("Bake bread")).to_be_visible()
    expect(app.field("Water the plants")).to_be_checked()
    app.button("Remove what is done").click()
    expect(app.field("Water the plants")).to_have_count(0)
    expect(notes.first).to_have_value("about the engine")
    expect(notes.last).to_have_value("")

    app.scope.get_by_role("slider", name="Seconds", exact=True).fill("2")
    app.button("Start").click()
    expect(app.toast("Your tea is ready.")).to_be_visible()
    expect(app.field("Seconds left")).to_have_value("0")


@everywhere
def test_testing(open_app, host):
    app = open_app(GUIDE / "13_testing.ipynb")
    if host.name != "script":
        expect(app.scope.locator(".nbb-markdown")).to_contain_text("did you mean 'Greeting'?")
    expect(app.field("Greeting")).to_have_value("")
    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Ada!")
    app.button("Launch").click()
    expect(app.field("Voice")).to_have_value("Lift off!")
    app.button("Mirror").click()
    expect(app.toast("Choose a picture first.")).to_be_visible()


# A script has to keep it from the worker processes, which import the script.
@pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)
def test_scaling(open_app):
    app = open_app(GUIDE / "14_scaling.ipynb")
    process = app.field("Number of the process")
    app.button("Ask the kernel").click()
    expect(process).not_to_have_value("")
    kernel = process.input_value()
    app.button("Ask a worker").click()
    expect(process).not_to_have_value(kernel)

    running = app.scope.get_by_role("progressbar", name="Drawing")
    app.button("Draw").click()
    expect(running).to_have_count(2)
    expect(app.scope.locator(".nbb-image img")).to_have_count(2)
    app.button("Stop").click()
    expect(running).to_have_count(0)
    expect(app.scope.locator(".nbb-image img")).to_have_count(2)

    app.button("Ask the kernel").click()
    expect(process).to_have_value(kernel)
    app.button("Pull the plug").click()
    expect(app.page.locator(".nbb-toast")).to_be_visible()
    app.button("Ask a worker").click()
    expect(process).not_to_have_value(kernel)
