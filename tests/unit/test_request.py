from __future__ import annotations

import asyncio
import pickle
import stat
from types import SimpleNamespace

import pytest
from jupyter_server.auth import IdentityProvider, User
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

import nbblocks as gr
from nbblocks.serve.handlers import KERNEL_ID, PageHandler
from nbblocks.serve.visitors import facts
from nbblocks.session import visitor

#: What a page of a notebook says of itself.
REPORT = {
    "url": "http://hub.example:8000/user/ada/lab/tree/app.ipynb?name=Ada&tag=a&tag=b#top",
    "agent": "Browser/1",
    "languages": "de,en",
    "referrer": "http://elsewhere/",
    "cookie": "theme=dark; seen=1",
}


@pytest.fixture(autouse=True)
def nobody(monkeypatch):
    """No server has left anything, and no environment says who comes."""
    monkeypatch.setattr(visitor, "_facts", None)
    for name in ("JUPYTERHUB_USER", "VOILA_PREHEAT", "SERVER_SOFTWARE"):
        monkeypatch.delenv(name, raising=False)


def ask(page, report=REPORT, annotation=gr.Request, name="page1"):
    """Return what a handler got that asks for the request, on a page that reports this."""
    asked = []

    def handler(request: annotation):
        asked.append(request)

    handler.__annotations__["request"] = annotation
    with gr.Blocks() as demo:
        demo.load(handler)
    page.act(demo._shell, "load", data=report, page=name)
    return asked[0]


def test_a_handler_gets_what_the_page_reports(page):
    request = ask(page)
    assert dict(request.query_params) == {"name": "Ada", "tag": "b"}
    assert request.query_params.name == "Ada"
    assert request.query_params.getlist("tag") == ["a", "b"]
    assert request.headers["User-Agent"] == request.headers.user_agent == "Browser/1"
    assert request.headers.get("ACCEPT-LANGUAGE") == "de,en"
    assert ("HOST" in request.headers, request.headers["host"]) == (True, "hub.example:8000")
    assert (request.cookies["theme"], request.cookies.seen) == ("dark", "1")
    assert (request.url, request.url.path) == (REPORT["url"], "/user/ada/lab/tree/app.ipynb")
    assert (request.base_url, request.method, request.path_params) == ("http://hub.example:8000/", "GET", {})
    assert (request.client.host, request.client.port, request.username) == (None, None, None)
    assert request.session_hash == "page1"


def test_a_request_may_be_none_or_stand_beside_inputs(page):
    assert isinstance(ask(page, annotation=gr.Request | None), gr.Request)
    with gr.Blocks():
        name, out = gr.Textbox(), gr.Textbox()

        def greet(name, request: gr.Request, event: gr.EventData):
            return f"{name} {request.query_params} {event.target.value}"

        name.submit(greet, name, out)
    page.act(name, "submit", {"value": "Ada"})
    assert out.value == "Ada {} Ada"


def test_each_page_of_a_notebook_has_a_request_of_its_own(page):
    with gr.Blocks() as demo:
        button, out = gr.Button(), gr.Textbox()
        after = gr.Textbox()

        def who(request: gr.Request):
            return f"{request.session_hash} {request.query_params.get('q')}"

        button.click(who, None, out).then(who, None, after)
    for name in ("one", "two"):
        page.act(demo._shell, "load", data={"url": f"http://x/?q={name}"}, page=name)
    page.act(button, "click", page="one")
    assert out.value == after.value == "one one"
    page.act(button, "click", page="two")
    assert out.value == "two two"
    # Whoever does not say which page it is, is taken for the newest.
    page.act(button, "click")
    assert out.value == "two two"


def test_the_same_page_loads_once_and_has_gone_once(page):
    happened = []
    with gr.Blocks() as demo:
        demo.load(lambda: happened.append("load"))
        demo.unload(lambda: happened.append("unload"))
    for event in ("load", "load", "unload", "unload", "load"):
        page.act(demo._shell, event, page="one")
    assert happened == ["load", "unload", "load"]


def test_a_page_that_came_back_is_the_newest(page):
    with gr.Blocks() as demo:
        button, out = gr.Button(), gr.Textbox()

        def who(request: gr.Request):
            return request.session_hash

        button.click(who, None, out)
    for event, name in [("load", "one"), ("load", "two"), ("unload", "one"), ("load", "one")]:
        page.act(demo._shell, event, page=name)
    page.act(button, "click")
    assert out.value == "one"


def test_a_handler_of_unload_knows_which_page_has_gone(page):
    gone = []

    def cleanup(request: gr.Request):
        gone.append(request.session_hash)

    with gr.Blocks() as demo:
        demo.unload(cleanup)
    for name in ("one", "two"):
        page.act(demo._shell, "load", page=name)
    page.act(demo._shell, "unload", page="one")
    assert gone == ["one"]


@pytest.mark.parametrize(
    "report",
    [
        {"url": 3, "agent": ["x"], "languages": None, "cookie": {"a": 1}, "username": "admin", "stored": 7},
        {"url": "http://[", "cookie": ";;=;=x;" * 50},
        {"url": "http://x/?" + "a=1&" * 100_000, "agent": "<script>" * 10_000, "cookie": "c=" + "x" * 90_000},
        {"url": "javascript:alert(1)", "agent": "a\r\nX-Admin: 1\0"},
    ],
)
def test_what_a_page_reports_may_be_anything(page, report):
    request = ask(page, report)
    assert request.username is None
    assert "x-admin" not in request.headers
    assert len(request.url) + len(str(request.headers)) + len(str(request.cookies)) < 40_000
    assert isinstance(request.query_params.get("a", ""), str)
    assert (request.url.hostname, request.base_url) is not None


def test_pages_that_never_say_goodbye_are_forgotten(page):
    with gr.Blocks() as demo:
        pass
    for number in range(300):
        page.act(demo._shell, "load", page=f"page{number}")
    assert len(demo.sessions.open_pages()) == 100
    assert demo.sessions.of("page299").hash == "page299"


def test_the_user_of_a_hub_is_not_what_the_page_says(page, monkeypatch):
    assert ask(page, {**REPORT, "username": "admin"}).username is None
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    assert ask(page).username == "ada"
    assert ask(page, annotation=gr.OAuthProfile | None) == {
        "name": "ada",
        "preferred_username": "ada",
        "profile": "",
        "picture": "",
    }
    # In Voila that is the user whose server it is, who need not be the visitor.
    monkeypatch.setenv("VOILA_PREHEAT", "True")
    assert ask(page).username is None


def test_nobody_is_logged_in(page):
    assert ask(page, annotation=gr.OAuthProfile | None) is None
    assert ask(page, annotation=gr.OAuthToken | None) is None


VOILA = {
    "VOILA_PREHEAT": "False",
    "VOILA_REQUEST_URL": "http://server:8866/voila/render/app.ipynb?name=Bob",
    "QUERY_STRING": "name=Bob",
    "HTTP_X_FORWARDED_FOR": "1.2.3.4",
    "HTTP_USER_AGENT": "Honest/1",
    "HTTP_PROXY": "http://proxy:3128",
}


def test_what_plain_voila_says_comes_before_what_the_page_says(page, monkeypatch):
    for name, value in VOILA.items():
        monkeypatch.setenv(name, value)
    request = ask(page)
    assert request.query_params == {"name": "Bob"}
    assert request.url.path == "/voila/render/app.ipynb"
    assert request.headers["x-forwarded-for"] == "1.2.3.4"
    assert request.headers["user-agent"] == "Honest/1"
    assert "proxy" not in request.headers
    assert request.cookies == {"theme": "dark", "seen": "1"}


def test_a_preheated_kernel_does_not_take_another_visitors_environment(page, monkeypatch):
    for name, value in {**VOILA, "VOILA_PREHEAT": "True"}.items():
        monkeypatch.setenv(name, value)
    request = ask(page)
    assert request.query_params.name == "Ada"
    assert "x-forwarded-for" not in request.headers


def handler(user=None, **headers):
    """Return what answers a page's request, with a user and headers."""
    all_headers = HTTPHeaders({"Host": "server:7860", "User-Agent": "Browser/1", **headers})
    context = SimpleNamespace(remote_ip="9.8.7.6", protocol="http", address=("9.8.7.6", 4242))
    connection = SimpleNamespace(context=context, set_close_callback=lambda _: None)
    start = RequestStartLine("GET", "/?name=Ada&name=Eve", "HTTP/1.1")
    request = HTTPServerRequest(headers=all_headers, connection=connection, start_line=start)
    return SimpleNamespace(
        request=request, current_user=user, base_url="/", identity_provider=IdentityProvider(config=None)
    )


@pytest.fixture
def left(tmp_path, monkeypatch):
    """Leave facts for this process as for a kernel; return the file."""
    connection_file = tmp_path / "kernel-1.json"
    monkeypatch.setattr(visitor, "_own_connection_file", lambda: str(connection_file))

    def leave(**options):
        visitor.leave(str(connection_file), facts(handler(**options)))
        return connection_file.with_suffix(".visitor")

    return leave


def test_what_the_server_left_counts_and_not_what_the_page_says(page, left):
    file = left(user=User("ada", "Ada Lovelace", "Ada L."), Cookie='theme=dark; _xsrf=2|a; quoted="a b"')
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    request = ask(page, {**REPORT, "username": "admin"})
    assert request.username == "ada"
    assert request.query_params.getlist("name") == ["Ada", "Eve"]
    assert request.url == "http://server:7860/?name=Ada&name=Eve"
    assert (request.client.host, request.client.port) == ("9.8.7.6", 4242)
    assert request.cookies == {"theme": "dark", "quoted": "a b"}
    assert request.headers["cookie"] == "theme=dark; quoted=a b"
    assert "referer" not in request.headers
    # It is in the kernel now, and nowhere else.
    assert list(file.parent.iterdir()) == []
    assert ask(page).username == "ada"
    assert ask(page, annotation=gr.OAuthProfile | None).name == "Ada L."


def test_an_app_does_not_get_what_lets_its_visitor_in_to_jupyter(left):
    cookies = "_xsrf=1; username-server-7860=secret; jupyterhub-user-ada=secret; mine=2"
    text = left(Cookie=cookies, Authorization="token secret").read_text()
    assert "secret" not in text
    assert "mine" in text
    assert "Bearer other" in left(Authorization="Bearer other").read_text()


def test_a_user_whom_jupyter_made_up_is_nobody(page, left):
    left(user=User("0123abcd", "Anonymous Io", "Anonymous Io"))
    assert ask(page).username is None


def test_what_nobody_came_for_is_removed_with_the_kernel(left):
    file = left()
    visitor.remove(str(file.with_suffix(".json")))
    assert not file.exists()


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_kernel_is_told_of_its_visitor_before_the_page_of_its_kernel(tmp_path, size):
    whole = f'<head></head>{KERNEL_ID} type="x">{{"a": 1, "kernelId": "ab-12", "b": 2}}</script><main></main>'
    kernel = SimpleNamespace(connection_file=str(tmp_path / "k.json"))
    known = handler()
    sent = []

    class Handler(PageHandler):
        request, current_user, base_url, identity_provider = known.request, "somebody", "/", known.identity_provider
        kernel_manager = SimpleNamespace(get_kernel={"ab-12": kernel}.__getitem__)

        def __init__(self):
            pass

        def set_header(self, name, value):
            pass

        async def get_generator(self, path=None):
            for start in range(0, len(whole), size):
                yield whole[start : start + size]

        async def notebook_shown(self, path):
            return "app.ipynb"

        def head(self, notebook):
            return "<head></head>"

        def write(self, text):
            sent.append((text, (tmp_path / "k.visitor").exists()))

        async def flush(self):
            pass

    asyncio.run(PageHandler.get.__wrapped__(Handler(), None))
    assert "".join(text for text, _ in sent) == whole
    assert [told for text, told in sent if "ab-12" in text] == [True]


def test_a_request_made_by_hand_serves_tests_of_a_handler():
    request = gr.Request(username="ada", headers={"X-Mine": "1"}, query_params={"q": "x"}, state={"a": {"b": 1}})
    assert (request.username, request.headers["x-mine"], request.query_params.q) == ("ada", "1", "x")
    assert request.state.a.b == 1
    assert (request.cookies, request.client.host, request.url) == ({}, None, "")
    assert gr.Request(SimpleNamespace(method="POST", token=7)).token == 7
    assert request.kwargs["headers"]["X-MINE"] == "1"
    with pytest.raises(AttributeError, match="no 'nothing'"):
        _ = request.nothing
    with pytest.raises(AttributeError, match="there is 'q'"):
        _ = request.query_params.nothing


def test_a_request_travels_to_another_process():
    request = pickle.loads(pickle.dumps(gr.Request(headers={"A": "1"}, query_params={"q": "x"}, url="http://a/b")))
    assert (request.headers["a"], request.query_params.getlist("q"), request.url.path) == ("1", ["x"], "/b")
