import pytest
from tests.browser.test_failures import *
@pytest.mark.parametrize("host", ["lab"], indirect=True)
def test_look(open_app):
    app = open_app(FAILING)
    app.field("What").fill("painting")
    app.menu("Kernel", "Restart Kernel…")
    app.page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(app.scope.get_by_role("alert")).to_contain_text("run the cell again")
    app.page.screenshot(path="/tmp/bt/look_restart.png")
