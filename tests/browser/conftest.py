"""The built site, served from a sub-path, and a real browser.

``nox -s browser`` builds the site first; ``SITE`` names another folder of pages, and
``CHROMIUM`` another browser.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SUB_PATH = "/some/where/"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built pages."""
    folder = Path(os.environ.get("SITE", ROOT / "_site/html")).absolute()
    if not (folder / "index.html").is_file():
        pytest.exit(f"no site in {folder}: run 'nox -s browser', or 'nox -s docs' first", 2)
    return folder


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site below a sub-path, and nothing beside it; only the page for what is not there asks from the root."""

    def translate_path(self, path: str) -> str:
        """Return the file behind an address."""
        if path.startswith(SUB_PATH):
            return super().translate_path("/" + path.removeprefix(SUB_PATH))
        lost = path.startswith("/404.html") or self.headers.get("Referer", "").endswith("/404.html")
        return super().translate_path(path if lost else "/outside-the-sub-path")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site begins."""
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    """Where the site begins: on a server's sub-path, and on a disk."""
    return address if request.param == "http" else f"{site.as_uri()}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.exit(
            "no Chromium: install it ('apt-get install chromium libatomic1'), or name one with CHROMIUM=PATH", 2
        )
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a wide window; whatever goes wrong inside it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(10_000)
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield found
    context.close()
    assert wrong == []


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()
