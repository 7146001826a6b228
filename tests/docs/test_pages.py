"""Pages for readers cite their numbers, lead on, and keep to the form that the style page asks for."""

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

DOCS = Path(__file__).parents[2] / "docs"
HAND = [page for folder in ("learn", "compare") for page in sorted((DOCS / folder).glob("*.md"))]
NUMBER = re.compile(r"(?<![\w.{/`-])(?:\d{2,}(?:[.,]\d+)*|\d+\.\d+)(?: ?%)?(?![\w`-])")
LINK = re.compile(r"\]\([^)]+\.md[^)]*\)|\{therapy:|\{term\}`|\{reader-|\{toctree|\{bibliography")
YEAR = re.compile(r"^(?:19|20)\d\d$")


def name(page: Path) -> str:
    """The name of a page, for the list of tests."""
    return page.relative_to(DOCS).as_posix()


def paragraphs(page: Path) -> list[str]:
    """The paragraphs of a page as they stand in the file, examples and quotations left out."""
    text = re.sub(
        r"^```\{doctest\}.*?^```|^>.*?$|^:alt:.*?$|\"[^\"\n]*\"",
        "",
        page.read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    return re.split(r"\n\s*\n|\n(?=[-|] |\d+\. )", text)


@pytest.mark.parametrize("page", HAND, ids=name)
def test_numbers_are_cited(page: Path) -> None:
    """A paragraph with a number that the data does not print names a source."""
    bare = [
        paragraph
        for paragraph in paragraphs(page)
        if "{cite" not in paragraph
        and not paragraph.startswith("#")
        and [found for found in NUMBER.findall(paragraph) if not YEAR.match(found)]
    ]

    assert bare == []


def test_every_comparison_is_listed_where_any_can_be_made() -> None:
    """Without a script, the page for any comparison leads to all that are prepared."""
    folder = DOCS / "compare"
    prepared = {page.name for page in folder.glob("*.md")} - {"any.md", "index.md"}

    assert (
        set(re.findall(r"^- \[\]\(([\w-]+\.md)\)$", (folder / "any.md").read_text(encoding="utf-8"), re.MULTILINE))
        == prepared
    )


def test_every_page_says_when_it_was_reviewed() -> None:
    """The head of each page has the day of its last review; a treatment's page takes it from the record."""
    written = [page for page in DOCS.rglob("*.md") if page.parent.name != "types"]
    dated = re.compile(r"\A---\n(?:[^\n]+\n)*?reviewed: (\d{4}-\d\d-\d\d)\n")
    days = {
        name(page): found[1] if (found := dated.match(page.read_text(encoding="utf-8"))) else "" for page in written
    }

    assert [page for page, day in days.items() if not day] == []
    assert all(dt.date.fromisoformat(day) <= dt.datetime.now(dt.UTC).date() for day in days.values())


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=name)
def test_page_leads_on(page: Path) -> None:
    """No page is a dead end: it links to another, or shows records, which do."""
    assert LINK.search(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", HAND, ids=name)
def test_answer_comes_first(page: Path) -> None:
    """After the title comes an answer in bold, or a warning."""
    text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    start = text.strip().split("\n", 1)[1].strip()

    assert start.startswith(("**", ":::{admonition}")) or "{reader-" in start


# Pages for programmers are full of the names of programs; pages of types have the names of treatments.
PROSE = [page for page in sorted(DOCS.rglob("*.md")) if page.parent.name not in ("types", "use")]


@pytest.mark.parametrize("page", PROSE, ids=name)
def test_headings_are_in_sentence_case(page: Path) -> None:
    """A heading has no capital inside but in names and abbreviations, which the list here holds."""
    tokens = MarkdownIt().parse(re.sub(r"\A---\n.*?\n---\n", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    headings = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
    names = {
        "European",
        "Union",
        "United",
        "States",
        "Python",
        "TACO",
        "TRALI",
        "GRADE",
        "OCEBM",
        "EPUB",
        "Is",
        "I",
        "T",
    }
    words = [word.strip("“”\"'?:,.") for heading in headings for word in re.split(r"[ -]", heading)[1:]]

    assert [word for word in words if word[:1].isupper() and word not in names and not word.isupper()] == []
