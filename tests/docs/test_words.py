"""Pages promise nothing, and repeat the data only as the data has it."""

import re
from pathlib import Path

import pytest

import taxonomy
from taxonomy.query.labels import LABELS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if page.parent.name != "types" and page.name != "style.md"]
PROMISES = re.compile(
    r"\b(promising|breakthrough|miracle|natural(?! killer)|cures?|may help|revolutionary|game.changer)\b", re.IGNORECASE
)
QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”]*”|^> .*$|slightly help", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_page_promises_nothing(page: Path) -> None:
    """Words that sell do not occur outside of quotations."""
    text = QUOTED.sub("", page.read_text(encoding="utf-8"))

    assert PROMISES.findall(text) == []


def test_example_of_a_good_sentence_is_in_the_data() -> None:
    """The page on evidence quotes a sentence of a use, and must change when the sentence does."""
    page = (DOCS / "learn" / "what-evidence-means.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^> (In a trial .*)$", page, re.MULTILINE)
    sentences = {use.sentence for type_ in taxonomy.load() for use in type_.uses}

    assert quoted
    assert set(quoted) <= sentences


def test_quoted_label_is_a_label() -> None:
    """A label in quotation marks is one that readers meet."""
    page = (DOCS / "learn" / "what-approved-means.md").read_text(encoding="utf-8")
    quoted = re.findall(r"(?:marked|shown as) \"([^\"]+)\"", page)

    assert quoted
    assert set(quoted) <= {label.words for label in LABELS.values()}
