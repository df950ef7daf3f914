"""Every app of the guide, as a visitor uses it, in each host."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import in_notebooks
from tests.browser.hosts import GUIDE

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
