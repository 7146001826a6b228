"""The EPUB of the reference: its contents, what it says of itself, its look, and that it is the same each time."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import typst
from bs4 import BeautifulSoup

from conf.therapy.write.epub import builder, command
from conf.typstbook.typeset.process import fonts
from tests.small_site import CONF, PAGES, SAME, Site

if TYPE_CHECKING:
    from pathlib import Path

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

#: Treatments whose families have no page in the small site.
OTHERS = ["types/knee-cells", "types/insulin", "types/red-cells", "types/t-cells"]
MORE = """
extensions += ["conf.typstbook", "conf.therapy.write.book"]
copyright = "2026, nobody"
author = epub_contributor = "Nobody"
typst_site = "https://example.org/en"
epub_basename = "small"
epub_title = "A small book"
epub_identifier = "https://example.org/en/"
epub_uid = "BookId"
epub_description = "What is in it."
epub_language = "en"
epub_tocscope = "includehidden"
epub_use_index = False
epub_show_urls = "inline"
epub_css_files = ["book.css"]
epub_cover = ("_static/cover.png", "epub-cover.html")
templates_path = [{templates!r}]
book_parts = [("Treatments", ["effector"]), ("What we know", ["records", "medicines", "sources"]), ("More", {more!r})]
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same small book, made by one process and by two."""
    root = tmp_path_factory.mktemp("epub")
    site = Site(root)
    site.page("about.md", PAGES["about.md"].replace(", {therapy:rule}`CT1`", ""))
    site.page("all.md", PAGES["all.md"].partition("## Rules")[0])
    site.page(
        "effector.md",
        "# Effector cells\n\nSee [](about.md) and patients' [own words](https://example.org/words).\n\n"
        "```{therapy:types} effector-cells\n```\n",
    )
    site.page("trust.md", "---\norphan: true\n---\n\n# Who makes this\n")  # on the site alone
    (root / "conf").mkdir()
    settings = (root / "conf.py").read_text("utf-8").split("def setup")[0]
    (root / "conf" / "conf.py").write_text(
        settings + MORE.format(templates=str(CONF / "templates"), more=OTHERS), "utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for name, value in SAME.items():
            patch.setenv(name, value)
        for output, jobs in (("one", "1"), ("two", "2")):
            patch.setattr("conf.therapy.pdf_command.STRICT", ("-c", "conf", "-n", "-W", "-j", jobs))
            assert command.main([output]) == 0
    return root / "one" / "small.epub", root / "two" / "small.epub"


def page(book: Path, name: str) -> BeautifulSoup:
    """A page of a book."""
    with ZipFile(book) as epub:
        return BeautifulSoup(epub.read(name), "html.parser")


def test_contents_in_depth(books: tuple[Path, Path]) -> None:
    """The contents name parts, and below each its pages: no page stands in the heap."""
    contents = page(books[0], "nav.xhtml").select_one("nav > ol")
    assert contents is not None
    top = [each.find("a").get_text(strip=True) for each in contents.find_all("li", recursive=False)]  # type: ignore[union-attr]
    assert top == ["Home", "Effector cells", "What we know", "More", "Index of treatments", "About this book"]
    below = contents.select("li > ol > li > a")
    assert {"types/car-t.xhtml", "records.xhtml", "medicines.xhtml"} <= {each["href"] for each in below}
    deepest = {each["href"] for each in contents.select("li > ol > li > ol > li > a")}
    assert {"illnesses/leukaemia.xhtml", "questions/what-is-car-t.xhtml"} <= deepest


def test_every_page_is_in_the_contents(books: tuple[Path, Path]) -> None:
    """Whatever is in the book can be reached from its contents, but for the cover."""
    with ZipFile(books[0]) as epub:
        pages = {name for name in epub.namelist() if name.endswith(".xhtml")}
    named = {each["href"] for each in page(books[0], "nav.xhtml").select("a")}
    assert pages - named == {"nav.xhtml", "epub-cover.xhtml"}


def test_what_it_says_of_itself(books: tuple[Path, Path]) -> None:
    """A reader's library needs an identifier, a language, a description, a cover and a day."""
    with ZipFile(books[0]) as epub:
        package = epub.read("content.opf").decode()
    assert '<dc:identifier id="BookId">https://example.org/en/</dc:identifier>' in package
    assert "<dc:language>en</dc:language>" in package
    assert "<dc:description>What is in it.</dc:description>" in package
    assert "<dc:title>A small book</dc:title>" in package
    assert "2023-11-14T22:13:20Z" in package
    assert re.search(r'href="_static/cover\.png"[^>]*properties="cover-image"', package)
    assert "unknown" not in package
    with ZipFile(books[0]) as epub:
        assert '<meta name="dtb:uid" content="https://example.org/en/"/>' in epub.read("toc.ncx").decode()


def test_pages(books: tuple[Path, Path]) -> None:
    """A page has its language, the day of the build, warnings in a frame, addresses in sight, and no script."""
    car_t = page(books[0], "types/car-t.xhtml")
    assert car_t.html is not None
    assert car_t.html["lang"] == "en"
    assert "built 2023-11-14" in car_t.get_text()
    assert len(car_t.select("meta[name=viewport]")) == 1
    assert not car_t.select("script")
    assert [link["href"] for link in car_t.select("link[rel=stylesheet]")] == ["../_static/book.css"]
    assert "Footnotes" not in car_t.get_text()
    with ZipFile(books[0]) as epub:
        assert not [name for name in epub.namelist() if name.endswith(".js")]
        assert ".admonition.warning { border" in epub.read("_static/book.css").decode()


def test_links_out_of_the_book(books: tuple[Path, Path]) -> None:
    """A link to a page that the book has not leads to the site; its address can be read."""
    text = page(books[0], "effector.xhtml")
    (link,) = text.select("a[href='https://example.org/en/about.html']")
    assert link.get_text() == "About"
    assert "[https://example.org/words]" in text.get_text()
    assert "patients’" in text.get_text()


def test_links_inside_the_book(books: tuple[Path, Path]) -> None:
    """Every link between pages leads to a page that the book has."""
    with ZipFile(books[0]) as epub:
        names = set(epub.namelist())
    pages = [name for name in names if name.endswith(".xhtml")]
    links = {
        (name, posixpath.normpath(posixpath.join(posixpath.dirname(name), str(link["href"]).partition("#")[0])))
        for name in pages
        for link in page(books[0], name).select("a[href]")
        if ":" not in str(link["href"]) and not str(link["href"]).startswith("#")
    }
    assert len(links) > 10
    assert {each for each in links if each[1] not in names} == set()


def test_addresses_of_sources(books: tuple[Path, Path]) -> None:
    """Sources show where they are: nobody can tap on paper-like screens without a network."""
    shown = [each.get_text() for each in page(books[0], "types/car-t.xhtml").select(".link-target")]
    assert shown
    assert all(each.startswith("[https://") for each in shown)


def test_same_bytes(books: tuple[Path, Path]) -> None:
    """One process and two make the same file."""
    one, two = (each.read_bytes() for each in books)
    assert one == two


def test_imprint(books: tuple[Path, Path]) -> None:
    """It says which edition it is, how to cite it and where to tell of an error."""
    text = page(books[0], "imprint.xhtml").get_text()
    assert "Version 1, made on 14 November 2023" in text
    assert all(part in text for part in ("How to cite it.", "Licence.", "Something is wrong?"))


def test_cover_is_made_of_its_source(tmp_path: Path) -> None:
    """The picture is what its source says."""
    made = tmp_path / "cover.png"
    typst.compile(builder.HERE / "cover.typ", output=made, ppi=144, **fonts())
    assert made.read_bytes() == (builder.HERE / "cover.png").read_bytes()
