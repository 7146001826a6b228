"""Measures what a reader's browser fetches, and how soon it shows what was searched for.

A real Chromium with an empty cache asks a server on this machine that compresses as web
servers do. Bytes are counted where they are sent, headers included. Without a Chromium,
the files that a page names are counted instead, and searches are left out.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import re
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}
#: Milliseconds between two keys of somebody who types fast.
KEY = 120
#: Notes the time since the page was asked for at which enough results stand there.
WATCH = """
(() => {
  const look = () => {
    if (document.querySelectorAll("%s").length >= %d) window.enough ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
"""

#: Waits for that time. Not ``wait_for_function``: the policy of the real pages lets nobody run text as a script.
ENOUGH = "() => new Promise((come) => { const look = () => (window.enough ? come() : setTimeout(look, 5)); look(); })"
#: Notes when a key was pressed last, beyond the page.
PRESSED = """
document.addEventListener(
  "keydown", () => sessionStorage.setItem("pressed", performance.timeOrigin + performance.now()), true);
"""
SINCE = 'performance.timeOrigin + window.enough - Number(sessionStorage.getItem("pressed"))'


class Fetched(NamedTuple):
    """What a visit fetched: KiB with headers, requests, and milliseconds until what was waited for stood there."""

    size: float
    requests: int
    time: float = 0


@functools.cache
def sent(path: Path) -> bytes:
    """A file as it is sent; it does not change while it is served."""
    content = path.read_bytes()
    return gzip.compress(content) if path.suffix in COMPRESSED else content


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves compressed files over connections that stay open, and notes the bytes of every answer."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with the file, or with nothing."""
        path = Path(self.translate_path(self.path))
        status = "200 OK" if path.is_file() else "404 Not Found"
        body = sent(path) if path.is_file() else b""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {self.guess_type(str(path))}", f"Content-Length: {len(body)}"]
        lines += ["Content-Encoding: gzip"] if path.suffix in COMPRESSED and body else []
        answer = "\r\n".join([*lines, "", ""]).encode() + body
        self.server.answers.append(len(answer))
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Serves one folder.

    Attributes:
        answers: the bytes of every answer so far.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.answers: list[int] = []
        super().__init__(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))

    def address(self, page: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{page}"

    def fetched(self, time: float = 0) -> Fetched:
        return Fetched(sum(self.answers) / 1024, len(self.answers), time)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder while something is measured."""
    with Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def chromium() -> str | None:
    """Where Chromium is, if it is here."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browsing() -> Iterator[Any]:
    """A browser that is open while something is measured."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


def visit(browser: Any, server: Server, page: str) -> Fetched:
    """Visit a page for the first time, until nothing more is fetched."""
    server.answers.clear()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.new_page().goto(server.address(page), wait_until="networkidle")
    context.close()
    return server.fetched()


def typed(browser: Any, server: Server, query: str, results: str, number: int, *, enter: bool) -> Fetched:
    """Type into the field of the first page, until so many results stand there.

    Args:
        browser: where to type.
        server: what serves the site; the bytes of the first page itself do not count.
        query: what to type.
        results: what is found, as CSS.
        number: how many results are enough.
        enter: whether to press Enter; else results come while one types.

    Returns:
        what was fetched, and the milliseconds since the last key was pressed.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PRESSED + WATCH % (results, number))
    page = context.new_page()
    page.goto(server.address("index.html"), wait_until="networkidle")
    server.answers.clear()
    page.locator("#finder-query").focus()
    page.keyboard.type(query, delay=KEY)
    if enter:
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?*", wait_until="commit")
    page.evaluate(ENOUGH)
    found = server.fetched(page.evaluate(SINCE))
    context.close()
    return found


def named(site: Path, page: str) -> Fetched:
    """What the HTML of a page names, and the page itself: what a first visit fetches, without a browser."""
    html = (site / page).read_text(encoding="utf-8")
    links = re.findall(r'<(?:script|img)\b[^>]* src="([^"?]+)', html)
    links += re.findall(r'<link\b[^>]*rel="(?:stylesheet|icon)"[^>]* href="([^"?]+)', html)
    links += re.findall(r'<link\b[^>]* href="([^"?]+)"[^>]*rel="(?:stylesheet|icon)"', html)
    paths = {site / page, *(((site / page).parent / link).resolve() for link in links if ":" not in link)}
    return Fetched(sum(len(sent(path)) for path in paths) / 1024, len(paths))


def middle(found: list[Fetched]) -> Fetched:
    """The median of some visits, each figure alone."""
    size, requests, time = (statistics.median(each) for each in zip(*found, strict=True))
    return Fetched(size, int(requests), time)
