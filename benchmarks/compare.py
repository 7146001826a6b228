"""Asserts that two builds show the same: text and links of every article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag

#: A link to the heading; links to the parts of a page; a drawing, and its words in Markdown; a need's own heading, and
#: its list of fields.
ADDED = ".headerlink, ul.tabs, figure.therapy-picture, em:-soup-contains('Picture: '), tr.need.head, tr.need.meta"


def article(path: Path) -> Tag:
    """The article of a page, without what a theme and sphinx-needs add."""
    html = path.read_text(encoding="utf-8")
    start, end = html.find("<article"), html.find("</article>")
    assert 0 <= start < end, f"{path} has no article"
    # The navigation around it is by far the most of a page with stock furo.
    found = BeautifulSoup(html[start:end], "html.parser")
    for each in found.select(ADDED):
        each.decompose()
    return found


def words(of: Tag) -> str:
    """All text, without space: where it stands differs, what it says may not."""
    return "".join(of.get_text().split())


def links(of: Tag, page: str) -> Iterator[tuple[str, str]]:
    """Each link's text, and the page or address that it leads to; places in a page have other names."""
    for each in of.select("a[href]"):
        target, _, _ = str(each["href"]).partition("#")
        if target and ":" not in target:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        yield words(each), target or page


def assert_equal(one: Path, other: Path) -> int:
    """Compare every article of two sites; return how many there are.

    Links to pages that the second site lacks are passed over: nobody wrote illnesses, medicines and questions beforehand.

    Raises:
        AssertionError: if text or links differ, with the first place where they do.
    """
    pages = sorted(path.relative_to(one).as_posix() for path in one.glob("types/*.html"))
    pages += [path.relative_to(one).as_posix() for path in one.glob("families/*.html")]
    pages += ["index.html", "rules.html", "authorities.html", "products.html"]
    for page in pages:
        first, second = article(one / page), article(other / page)
        a, b = words(first), words(second)
        at = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        assert a == b, f"{page}: …{a[max(0, at - 60) : at + 60]}… is not …{b[max(0, at - 60) : at + 60]}…"
        led = [(text, to) for text, to in links(first, page) if ":" in to or (other / to).exists()]
        assert sorted(led) == sorted(links(second, page)), f"{page}: other links"
    return len(pages)
