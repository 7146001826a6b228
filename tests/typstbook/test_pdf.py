"""The finished book: all that the site says, each link landing, tagged, and nothing cut."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it has no types
import pytest
import typst

from conf.typstbook.verify import inspect

if TYPE_CHECKING:
    from tests.conftest import Build

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

SAMPLE = Path(__file__).parent / "book_sample"
NAMES = [path.relative_to(SAMPLE).with_suffix("").as_posix() for path in sorted(SAMPLE.rglob("*.md"))]
EXTENSIONS = ("myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "conf.typstbook")
MORE = f"""
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
bibtex_bibfiles = [{str(SAMPLE / "refs.bib")!r}]
numfig = True
"""


def small(pdf: Path, least: float) -> set[str]:
    """Return the characters that are printed smaller than so many points somewhere."""
    found = set()
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                if pypdfium2.raw.FPDFText_GetFontSize(text, index) < least - 0.01:
                    found.add(text.get_text_range(index, 1).strip())
    return found - {""}


class Books(NamedTuple):
    """The sample as a site and as two books."""

    html: Path
    book: Path
    large: Path


@pytest.fixture(scope="session")
def books(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Build the sample as a site, as a book on A4, and in large print on Letter."""

    def made(name: str, builder: str, more: str = "") -> Path:
        return build(SAMPLE, tmp_path_factory.mktemp(name), *EXTENSIONS, builder=builder, more=MORE + more)

    large = made("large", "typst", "typst_large_print = True\ntypst_paper = 'letter'")
    return Books(
        made("html", "html"), made("book", "typst") / "smallsite.pdf", large / "smallsite-letter-large-print.pdf"
    )


@pytest.fixture(scope="session")
def stray(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with one letter in its margin."""
    path = tmp_path_factory.mktemp("stray") / "stray.pdf"
    source = b'#set page("a4", margin: 62pt)\n#hide[x] Some words.\n#place(dx: 460pt)[over]'
    path.write_bytes(typst.compile(source, format="pdf"))
    return path


class TestWords:
    """The book says what the site says."""

    def test_every_sentence(self, books: Books) -> None:
        """Every block of every page of the site is in the PDF's text."""
        assert inspect.missing(books.html, NAMES, books.book) == {}

    def test_every_sentence_in_large_print(self, books: Books) -> None:
        """Large print leaves nothing out either."""
        assert inspect.missing(books.html, NAMES, books.large) == {}

    def test_a_lost_sentence_is_seen(self, books: Books, stray: Path) -> None:
        """A PDF that lacks a page's words is found out."""
        assert "A caption of the figure" in str(inspect.missing(books.html, ["learn/basics"], stray))

    def test_broken_over_two_pages(self) -> None:
        """A text may be broken once, where a page ends."""
        assert inspect.says("…firsthalfofatextNEXTPAGEsecondhalfofit…", "first half of a text second half of it")
        assert not inspect.says("…firsthalfofatext…", "first half of a text second half of it")


class TestPlaces:
    """Links land, and page numbers tell the truth."""

    def test_links_land(self, books: Books) -> None:
        """Every internal link leads to a page of the book."""
        found = list(inspect.landings(books.book))

        assert len(found) > 30
        assert [link for link in found if link.target is None] == []

    def test_contents(self, books: Books) -> None:
        """The page that the contents name is the one that the title opens."""
        pages = inspect.texts(books.book)
        entries = re.findall(r"^(.+?) ?\.[ .]*\s*(\d+)\s*$", pages[1], flags=re.MULTILINE)

        assert tuple(t for t, _ in entries if t in ("CAR T cells", "Glossary", "Index")) == (
            "CAR T cells",
            "Glossary",
            "Index",
        )
        assert [title for title, number in entries if not pages[int(number) - 1].strip().startswith(title)] == []

    def test_page_references(self, books: Books) -> None:
        """A reference names the page where its target stands."""
        pages = inspect.texts(books.book)
        (number,) = re.findall(r"See more \(p\.\s(\d+)\)", "".join(pages))

        assert "More about it" in pages[int(number) - 1]

    def test_index(self, books: Books) -> None:
        """The index names the page where a term is explained."""
        pages = inspect.texts(books.book)
        (number,) = re.findall(r"Kymriah, (\d+)", pages[-1])

        assert pages[int(number) - 1].strip().startswith("CAR T cells")

    def test_outline(self, books: Books) -> None:
        """The PDF's outline holds parts, pages and sections, each below its own."""
        with pypdfium2.PdfDocument(books.book) as document:
            found = [(item.level, item.get_title()) for item in document.get_toc()]

        assert [entry for entry in found if entry[1] in ("Learn", "The basics β and ≥", "Section one", "Deep")] == [
            (0, "Learn"),
            (1, "The basics β and ≥"),
            (2, "Section one"),
            (3, "Deep"),
        ]


class TestRoom:
    """Nothing stands outside of its page, and wide tables have wide pages."""

    def test_nothing_in_the_margin(self, books: Books) -> None:
        """No glyph stands in a margin, in either book."""
        assert inspect.outside(books.book) == []
        assert inspect.outside(books.large) == []

    def test_a_stray_letter_is_seen(self, stray: Path) -> None:
        """A letter in the margin is found out."""
        assert {glyph.page for glyph in inspect.outside(stray)} == {1}

    def test_turned_page(self, books: Books) -> None:
        """The wide table stands on a turned page."""
        with pypdfium2.PdfDocument(books.book) as document:
            turned = [page for page in document if page.get_width() > page.get_height()]
            text = turned[0].get_textpage().get_text_bounded()

        assert len(turned) == 1
        assert "Established practice" in text

    def test_large_print_is_large(self, books: Books) -> None:
        """In large print only raised and lowered signs are smaller than 16 points."""
        assert small(books.large, 16) <= set("0123456789")
        assert "T" in small(books.book, 16)


def elements(element: Any, kind: str) -> list[Any]:
    """Return all structure elements of one kind."""
    if isinstance(element, pikepdf.Array):
        return [found for child in element for found in elements(child, kind)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [element] if element.get("/S") == kind else []
    return own + (elements(element["/K"], kind) if "/K" in element else [])


def scopes(cells: list[Any]) -> list[str]:
    """Return the scope of each header cell."""
    attributes = [one for cell in cells for one in cell.A]
    return [str(one.Scope) for one in attributes if "/Scope" in one]


class TestTags:
    """The PDF is tagged for assistive technology, and holds all that it needs."""

    def test_metadata(self, books: Books) -> None:
        """It says its language, its title and its standards."""
        with pikepdf.open(books.book) as pdf, pdf.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (
                "1",
                "2",
                "A",
            )
            assert metadata["dc:title"] == "Small site"
            assert str(pdf.Root.Lang).startswith("en")
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert pdf.Root.MarkInfo.Marked

    def test_row_headers(self, books: Books) -> None:
        """Header cells have a scope: columns always, rows where the first column names them."""
        with pikepdf.open(books.book) as pdf:
            tables = elements(pdf.Root.StructTreeRoot.K, "/Table")
            found = [scopes(elements(table, "/TH")) for table in tables]

        assert len(found) == 3
        assert found[0] == ["/Column", "/Column"]
        assert ["/Column", "/Column", "/Row", "/Row"] in found

    def test_alternative_text(self, books: Books) -> None:
        """A picture says what it shows."""
        with pikepdf.open(books.book) as pdf:
            assert "A box and a circle" in [str(e.get("/Alt")) for e in elements(pdf.Root.StructTreeRoot.K, "/Figure")]

    def test_fonts_are_inside(self, books: Books) -> None:
        """Every font is a free one, and inside the file."""
        with pikepdf.open(books.book) as pdf:
            fonts = [
                o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
            ]
            names = {str(font.FontName).partition("+")[2] for font in fonts}

        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
        assert {re.sub(r"-?(Regular|Bold|It|Italic|BoldIt)*$", "", name) for name in names} <= {
            "SourceSerif4", "SourceSans3", "NotoSansCJKjp", "DejaVuSansMono",
        }  # fmt: skip

    def test_same_bytes_again(self, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """With SOURCE_DATE_EPOCH set, the same sources make the same file."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

        first, second = (
            build(SAMPLE, tmp_path / name, *EXTENSIONS, builder="typst", more=MORE) / "smallsite.pdf" for name in "ab"
        )

        assert first.read_bytes() == second.read_bytes()
