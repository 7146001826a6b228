"""Each page says what a browser may run and load on it, and that is what it needs."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conf.sitekit.content_security import hashed, inline

if TYPE_CHECKING:
    from tests.conftest import Build

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Path:
    """A small site, of which one page may run WebAssembly."""
    folder = tmp_path_factory.mktemp("policy")
    (folder / "source").mkdir()
    for name in ("index", "tool"):
        (folder / "source" / f"{name}.md").write_text(f"---\norphan: true\n---\n\n# {name}\n", encoding="utf-8")
    more = 'content_security_more = {"tool": ["\'wasm-unsafe-eval\'"]}'
    extensions = (
        "myst_parser",
        "conf.sitekit.builds.idle",
        "conf.sitekit.accessibility",
        "conf.sitekit.content_security",
    )
    return build(folder / "source", folder / "out", *extensions, more=more)


def policy(page: str) -> str:
    """The policy of a page."""
    found = POLICY.search(page)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("name", ["index", "tool", "genindex", "search"])
def test_every_page_has_a_policy_before_anything_that_it_is_for(site: Path, name: str) -> None:
    """Also those that Sphinx draws; it stands before the first script and the first style."""
    page = (site / f"{name}.html").read_text(encoding="utf-8")
    place = page.index("Content-Security-Policy")
    assert place < min(page.index("<script"), page.index("<link"), page.index("<style"))
    assert "'unsafe-inline'" not in page
    assert "'unsafe-eval'" not in page


@pytest.mark.parametrize("name", ["index", "tool", "genindex", "search"])
def test_all_that_stands_in_a_page_is_allowed_by_its_hash(site: Path, name: str) -> None:
    """The theme's script, its style and its attributes; a word more or less has another hash."""
    page = (site / f"{name}.html").read_text(encoding="utf-8")
    allowed = policy(page)
    for kind in ("script", "style"):
        for each in inline(kind, page):
            if (
                name != "search" or kind == "style"
            ):  # Sphinx's own search page has a script of its own, which ours replaces
                assert each in allowed
    for text in re.findall(r'style="([^"]*)"', page):
        assert hashed(text) in allowed or name == "search"
    assert hashed("alert(1)") not in allowed


def test_a_page_gets_what_it_needs_beyond(site: Path) -> None:
    """And no other page does."""
    assert "'wasm-unsafe-eval'" in policy((site / "tool.html").read_text(encoding="utf-8"))
    assert "'wasm-unsafe-eval'" not in policy((site / "index.html").read_text(encoding="utf-8"))


def test_the_header_says_the_same(site: Path) -> None:
    """For hosts: the widest policy of all pages, and no frames."""
    header = (site / "content-security-policy.txt").read_text(encoding="utf-8")
    assert header.startswith("Content-Security-Policy: ")
    assert header.endswith("; frame-ancestors 'none'\n")
    for name in ("index", "tool", "genindex"):
        for part in policy((site / f"{name}.html").read_text("utf-8")).split():
            assert part.removesuffix(";") in header


def test_what_stands_in_for_the_store_comes_before_the_theme(site: Path) -> None:
    """A browser that keeps nothing would stop the theme's script."""
    page = (site / "index.html").read_text(encoding="utf-8")
    assert page.index("storage.js") < page.index("localStorage")
    assert (site / "_static" / "storage.js").is_file()
