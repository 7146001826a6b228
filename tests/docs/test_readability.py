"""Pages for patients are easy to read, and the measure measures."""

import pytest

from tests.docs.readability import (
    DOCS,
    LAY,
    blocks,
    flesch_kincaid,
    glossary,
    grades,
    mask,
    sentences,
    syllables,
)

NAMES = {"car-t-cell-therapy": "CAR-T cell therapy"}


def test_pages_are_easy_to_read() -> None:
    """Every lay page has a reading grade of 8 or less masked, 10 or less raw."""
    found = grades()

    assert len(found) > 300
    assert all(each.words for each in found if each.page.startswith("types/"))
    assert not [str(each) for each in found if not each.fits], "expected shorter sentences and words"


def test_every_lay_page_is_measured() -> None:
    """Each pattern of lay pages finds pages, so that a renamed folder is noticed."""
    assert all(list(DOCS.glob(pattern)) for pattern in LAY)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cell", 1), ("therapy", 3), ("immune", 2), ("tumour", 2), ("transfusion", 3), ("the", 1), ("patient's", 2)],
)
def test_syllables(word: str, expected: int) -> None:
    """Syllables are counted as spoken, British spellings included."""
    assert syllables(word) == expected


def test_published_example() -> None:
    """The formula is Flesch and Kincaid's: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words, grade = flesch_kincaid(["The cat sat on the mat.", "The dog ran to the house."])

    assert words == 12
    assert grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_hard_words_and_long_sentences_raise_the_grade() -> None:
    """Both long words and long sentences make a text harder."""
    easy = flesch_kincaid(["You get blood.", "It takes two hours."])[1]

    assert easy < flesch_kincaid(["You get blood, and it takes two hours, and then you go home to your own bed."])[1]
    assert easy < flesch_kincaid(["Haematological transplantation.", "Immunosuppressive conditioning."])[1]


def test_markup_is_not_read() -> None:
    """Citations, examples, headings and options are no prose; links and captions are."""
    page = (
        "# A long heading that nobody counts\n\nIt is {therapy:type}`car-t-cell-therapy` {cite:p}`key-2020`.\n\n"
        "```{doctest}\n>>> 1\n1\n```\n\n```{figure} a.svg\n:alt: Not read.\n\nThe caption is read.\n```\n"
    )

    found = [each for block in blocks(page, NAMES, masked=False) for each in sentences(block)]

    assert found == ["It is CAR-T cell therapy .", "The caption is read."]


def test_terms_of_the_glossary_are_masked() -> None:
    """A term counts as one short word, the longest first, in any case and as a plural."""
    terms = glossary("`````{glossary}\nstem cell\n  A cell.\n\nadult stem cell\n  Another.\n`````\n")

    assert terms == ["adult stem cell", "stem cell"]
    assert mask("Adult stem cells and a stem cell.", terms) == "thing and a thing."


def test_short_pieces_are_no_sentences() -> None:
    """A cell of a table with two words would make any page look easy."""
    assert list(sentences("Red cells")) == []
    assert list(sentences("One. Two and three")) == ["One."]
