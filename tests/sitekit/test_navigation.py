"""The navigation of each page, held against stock furo's."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Build

    Sites = dict[str, Path]  # pages of one site, by builder

#: The longest list that the small site may show to every page in it.
SIBLINGS = 4

SETTINGS = f"navigation_siblings = {SIBLINGS}"

#: Some pages of a shrunken site stand in no list, which is no fault here.
ORPHANS = "\nsuppress_warnings = ['toc.not_included']"

#: A site with one example of everything a table of contents can hold.
SITE = {
    "index": """
        Home
        ====

        .. toctree::
           :hidden:

           self
           learn/index
           A title of its own <types/index>
           Elsewhere <https://example.org/?a=1&b=2>

        .. toctree::
           :caption: Look "things" up & more
           :hidden:

           genindex
           learn/shared
           parts
        """,
    "learn/index": """
        Learn
        =====

        .. toctree::

           first
           shared
           deep/index
        """,
    "learn/first": """
        First "steps" & ``code``
        ========================

        A part
        ------
        """,
    "learn/shared": "Shared by two lists\n===================",
    "learn/deep/index": """
        Deep
        ====

        .. toctree::
           :numbered:

           one
           two
        """,
    "learn/deep/one": """
        One
        ===

        .. toctree::

           three
        """,
    "learn/deep/two": "Two\n===",
    "learn/deep/three": "Three\n=====",
    "types/index": """
        Types
        =====

        .. toctree::
           :glob:

           type-*
        """,
    **{
        f"types/type-{number}": f"""
        Type {number}
        ======

        .. toctree::

           under/under-{number}
        """
        for number in range(SIBLINGS + 2)
    },
    **{
        f"types/under/under-{number}": f"""
        Under type {number}
        ============
        """
        for number in range(SIBLINGS + 2)
    },
    "parts": """
        First part
        ==========

        .. toctree::

           parts-a

        Second part
        ===========

        .. toctree::

           parts-b
        """,
    "parts-a": """
        Below the first part
        ====================
        """,
    "parts-b": """
        Below the second part
        =====================
        """,
    "orphan": """
        :orphan:

        In no list
        ==========
        """,
}

#: Pages that Sphinx writes by itself.
GENERATED = ["genindex", "search"]


@dataclass
class Line:
    """One entry of a page's navigation, as a reader meets it."""

    text: str
    target: str
    classes: frozenset[str]
    current_link: bool
    toggle: str | None = None
    """Accessible name of the checkbox, and whether it is ticked."""
    children: list[Line] = field(default_factory=list)


def write_site(folder: Path) -> Path:
    """Write the sources of the small site."""
    for name, text in SITE.items():
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line.removeprefix(" " * 8) for line in text.splitlines()]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def address(docname: str, builder: str) -> str:
    """Return the path at which a reader opens a page."""
    if builder == "html":
        return f"/{docname}.html"
    parts = [] if docname == "index" else docname.removesuffix("/index").split("/")
    return "/".join(["", *parts, ""])


def navigation(pages: Path, docname: str, builder: str) -> BeautifulSoup:
    """Return the navigation of one page."""
    path = address(docname, builder)
    file = pages / (path[1:] if builder == "html" else f"{path[1:]}index.html")
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    found = page.find(class_="sidebar-tree")
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


def classes(tag: Tag) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset(tag.get_attribute_list("class")) - {None}


def child(item: Tag, name: str) -> Tag:
    """Return the one child element of a kind."""
    found = item.find(name, recursive=False)
    assert found is not None
    return found


def read_list(found: Tag, here: str) -> list[Line]:
    """Read one `<ul>`, links resolved as a browser at `here` would."""
    lines = []
    for item in found.find_all("li", recursive=False):
        link = child(item, "a")
        line = Line(
            text=link.text,
            target=urljoin(here, str(link["href"])),
            classes=classes(item),
            current_link="current" in classes(link),
        )
        if line.target == f"{here}#":
            line.target = here
        if box := item.find("input", recursive=False):
            assert [tag.name for tag in item.find_all(recursive=False)] == [*("a", "input", "label", "ul")]
            assert child(item, "label")["for"] == box["id"] == box["name"]
            assert (box["type"], box["role"]) == ("checkbox", "switch")
            line.toggle = f"{box['aria-label']}, {box.has_attr('checked')}"
        if below := item.find("ul", recursive=False):
            line.children = read_list(below, here)
            assert ("current" in classes(below)) == any("current" in child.classes for child in line.children)
        lines.append(line)
    return lines


def read(pages: Path, docname: str, builder: str) -> list[tuple[str, list[Line]]]:
    """Return the captions of a page's navigation and what stands under each."""
    tree = navigation(pages, docname, builder).find(class_="sidebar-tree")
    assert isinstance(tree, Tag)
    groups, caption = [], ""
    for part in tree.find_all(recursive=False):
        if part.name == "ul":
            groups.append((caption, read_list(part, address(docname, builder))))
            caption = ""
        else:
            assert (part.name, part["role"]) == ("p", "heading")
            assert "caption" in classes(part)
            caption = part.text
    return groups


def own_branch(lines: list[Line], here: str, *, whole: bool) -> Iterator[Line]:
    """Cut stock furo's navigation down to what a page is promised.

    :param whole: the list is the top level, or it stands under the page's own entry
    """
    for line in lines:
        on_branch = leads_here(line, here)
        if not (on_branch or whole or len(lines) <= SIBLINGS):
            continue
        if on_branch:
            own = urldefrag(line.target).url == here
            children = [*own_branch(line.children, here, whole=own)]
            yield Line(
                *(line.text, line.target, line.classes, line.current_link),
                *(line.toggle, children),
            )
        else:
            closed = line.classes - {"has-children"}
            yield Line(line.text, line.target, closed, line.current_link)


def leads_here(line: Line, here: str) -> bool:
    """Return whether a line, or a line below it, leads to the page at `here`."""
    return urldefrag(line.target).url == here or any(leads_here(below, here) for below in line.children)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sources of the small site."""
    return write_site(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def stock(source: Path, tmp_path_factory: pytest.TempPathFactory, build: Build) -> Sites:
    """Return the pages of stock furo for each builder."""
    out = tmp_path_factory.mktemp("stock")
    return {name: build(source, out / name, builder=name) for name in ("html", "dirhtml")}


@pytest.fixture(scope="module")
def ours(source: Path, tmp_path_factory: pytest.TempPathFactory, build: Build) -> Sites:
    """Return the pages with the navigation rendered once, for each builder."""
    out = tmp_path_factory.mktemp("ours")
    return {
        name: build(source, out / name, "conf.sitekit.navigation", builder=name, more=SETTINGS)
        for name in ("html", "dirhtml")
    }


@pytest.mark.parametrize(
    ("docname", "builder"),
    [*product([*SITE, *GENERATED], ["html", "dirhtml"])],
)
def test_shows_furos_own_entries(docname: str, builder: str, stock: Sites, ours: Sites) -> None:
    """A page shows what stock furo shows, cut to the top level and its own branch."""
    here = address(docname, builder)
    expected = [
        (caption, [*own_branch(lines, here, whole=True)]) for caption, lines in read(stock[builder], docname, builder)
    ]

    assert expected
    assert read(ours[builder], docname, builder) == expected


def test_long_list_is_sent_to_its_own_index_only(ours: Sites) -> None:
    """A list over the limit is whole on its index page and one line on its members."""
    on_index = read(ours["html"], "types/index", "html")[0][1][2].children
    on_member = read(ours["html"], "types/type-3", "html")[0][1][2].children

    assert len(on_index) == SIBLINGS + 2
    assert [line.text for line in on_member] == ["Type 3"]
    assert [line.text for line in on_member[0].children] == ["Under type 3"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_entry_is_reachable(builder: str, stock: Sites, ours: Sites) -> None:
    """From the home page, links in the navigation lead to every entry of stock furo."""

    def targets(pages: Path, docname: str) -> set[str]:
        links = navigation(pages, docname, builder).find_all("a")
        base = address(docname, builder)
        return {urldefrag(urljoin(base, str(link["href"]))).url for link in links}

    documents = {address(name, builder): name for name in [*SITE, *GENERATED]}
    reached, fresh = {"/"}, {address("index", builder)}
    while fresh:
        reached |= fresh
        known = [documents[path] for path in fresh if path in documents]
        fresh = set().union(*(targets(ours[builder], name) for name in known)) - reached

    assert targets(stock[builder], "index") <= reached


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_lead_to_files(builder: str, ours: Sites) -> None:
    """Every link of every navigation, followed from the page's folder, finds a file."""
    for docname in [*SITE, *GENERATED]:
        for link in navigation(ours[builder], docname, builder).find_all("a"):
            path = urldefrag(urljoin(address(docname, builder), str(link["href"]))).url
            if not path.startswith("https:"):
                file = ours[builder] / (path + "index.html" * path.endswith("/"))[1:]
                assert file.is_file(), f"{docname}: {link['href']}"


def test_names_of_toggles_are_unique(ours: Sites) -> None:
    """No two checkboxes of a page share an id, so that each label opens its own."""
    for docname in SITE:
        boxes = navigation(ours["html"], docname, "html").find_all("input")
        names = [box["id"] for box in boxes]
        assert len(names) == len(set(names))


def test_current_page_is_announced(ours: Sites) -> None:
    """A screen reader hears which link is the page itself."""
    marked = navigation(ours["html"], "learn/deep/two", "html").select("[aria-current=page]")

    assert [link.text for link in marked] == ["2. Two"]


def test_parallel_build_writes_the_same_pages(source: Path, tmp_path: Path, ours: Sites, build: Build) -> None:
    """Two writers at once and one writer produce the same bytes."""
    parallel = build(source, tmp_path, "conf.sitekit.navigation", jobs=2, more=SETTINGS)

    names = [f"{docname}.html" for docname in SITE]
    assert [(parallel / name).read_bytes() for name in names] == [(ours["html"] / name).read_bytes() for name in names]


def test_added_page_shows_where_sphinx_writes(tmp_path: Path, build: Build) -> None:
    """After a page is added, the pages rewritten and their news equal stock furo's."""
    source = write_site(tmp_path / "source")
    written, news = {}, {}
    for name, extensions in {"stock": [], "ours": ["conf.sitekit.navigation"]}.items():
        more = SETTINGS if extensions else ""
        (source / "learn/new.rst").unlink(missing_ok=True)
        (source / "learn/index.rst").write_text("Learn\n=====\n\n.. toctree::\n\n   first\n", encoding="utf-8")
        pages = build(source, tmp_path / name, *extensions, more=more + ORPHANS)
        before = {path: path.stat().st_mtime_ns for path in pages.rglob("*.html")}
        (source / "learn/new.rst").write_text("New\n===\n", encoding="utf-8")
        (source / "learn/index.rst").write_text("Learn\n=====\n\n.. toctree::\n\n   first\n   new\n", encoding="utf-8")
        os.utime(source / "learn/index.rst", ns=(1, max(before.values())))
        build(source, tmp_path / name, *extensions, more=more + ORPHANS)
        written[name] = {
            str(path.relative_to(pages))
            for path in pages.rglob("*.html")
            if path.stat().st_mtime_ns != before.get(path)
        }
        news[name] = {
            docname
            for docname in ("index", "learn/index", "learn/first", "learn/new")
            if "New" in str(navigation(pages, docname, "html"))
        }

    assert written["ours"] == written["stock"]
    assert "learn/new.html" in written["ours"]
    assert news["ours"] == news["stock"] - {"index"}
