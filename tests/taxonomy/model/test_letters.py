"""A text of a record is seen as it is: no character hides, steers, turns or passes for another."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from conf.sitekit.untrusted_pages import characters
from taxonomy.loading.field_checks import check_text, check_value
from taxonomy.model import letters
from taxonomy.model.fields import LONGEST, LONGEST_NAME
from taxonomy.model.problems import Problem, Report
from taxonomy.model.records import Authority, Product, Type

HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # by category of Unicode
# Letters and marks that show nothing, and the blank of Braille.
FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufe00\ufe0f\uffa0\U000e0100\U000e01ef"


def told(text: str, name: str = "name") -> list[str]:
    """What the check says of a text in a field of a product."""
    report = Report()
    check_text(Product.fields[name], text, (name,), report)
    return [what for _, _, what, _ in report.complaints]


def test_pages_and_records_refuse_the_same() -> None:
    """The list of pages is the list of records."""
    assert letters.UNWANTED.pattern == characters.UNWANTED.pattern


def test_every_hidden_character_is_refused() -> None:
    """Each code point that is not seen, by its category, wherever it stands in a name."""
    # All of the planes that have letters; of the others, whose code points are all alike, each hundredth.
    points = [
        *range(0x20000),
        *range(0x20000, 0xE0000, 100),
        *range(0xE0000, 0xE1000),
        *range(0xE1000, sys.maxunicode + 1, 100),
    ]
    hidden = [chr(n) for n in points if unicodedata.category(chr(n)) in HIDDEN]
    spaces = [chr(n) for n in range(sys.maxunicode + 1) if chr(n).isspace() and chr(n) != " "]
    tried = [*hidden, *spaces, *FILLERS]
    assert [f"U+{ord(each):04X}" for each in tried if letters.unwritable(f"a{each}b") is None] == []
    assert len(tried) > 60_000


@pytest.mark.parametrize(
    "text", ["a\ufffeb", "a\x9b31mb", "a\x85b", "a\u200bb", "\U000e0041\U000e0042x", "a\xadb", "a\u061cb"]
)
@pytest.mark.parametrize("place", ["{}", "{} end", "start {}"])
def test_hidden_character_is_named(text: str, place: str) -> None:
    """The message gives its number and is itself printable."""
    (what,) = told(place.format(text))
    assert what.startswith("holds the character U+")
    assert str(Problem("x.yaml", 1, "name", what, "x")).isprintable()


@pytest.mark.parametrize("text", ["\u200b", "\u0301\u0302", "…", "—", "(;)", "\u2800", "\u3164", "\u0301"])
def test_name_without_a_letter_is_refused(text: str) -> None:
    """Something is said, or nothing stands there."""
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "fd\u0430",
        "\u0410\u0412\u0421",
        "漢字",
        "😀",
        "💉 needle",
        "\uff26ull",
        "\U0001d401old",
        "\u217dar",
        "٢٠٢٦",
        "ｶﾀ",
        "한",
        "ไทย",
        "\u0392eta",
        "c\u03bfrd",
        "\u0396olgensma",
    ],
)
def test_letters_that_look_like_others_are_refused(text: str) -> None:
    """Cyrillic, full-width, mathematical and Greek letters do not pass for Latin ones."""
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Müller’s naïve Ångström",
        "TGF-β and IFN\u03b1",
        "Δ9",
        "β-thalassaemia",
        "CD4⁺",
        "5–7 µg ± 2 °C",
        "“A”™ £5 ≥ 2",
        "e\u0301",
    ],
)
def test_ordinary_words_are_written(text: str) -> None:
    """Accents, Greek letters of medicine and signs of print."""
    assert told(text) == []


def test_heaps_and_endless_names_are_refused() -> None:
    """Neither a tower of marks nor a name that fills the page."""
    assert told("Z" + "\u0316" * 3 + "algo")
    assert told("name " * 100_000) == ["has 500,000 letters"]
    assert told("a" * 81) == ["holds a word of 81 letters"]
    assert told("a" * 100_000)
    assert {Type.fields["name"].letters_at_most, Type.fields["synonyms"].letters_at_most} == {LONGEST_NAME}
    assert Type.fields["sentence"].letters_at_most == LONGEST


@pytest.mark.parametrize(
    "address",
    [
        "https://cancer.gov@evil.example:1/%00",
        "https://user@cancer.gov/",
        "https://cancer.gov:8443/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://printer.local/",
        "https://xn--fd-8cd.gov/",
        "https://fd\u0430.gov/",
        "https://a.gov/%0a",
        "https://a.gov\\@b.org/",
        "https://gov",
        "http://cancer.gov/",
        "javascript:alert(1)",
        "https://a.b.internal/x",
        "https://a.org/x y",
        "https://a.org/<b>",
        "//a.org/",
        "https:///a.org",
        "https://-/",
    ],
)
def test_strange_addresses_are_refused(address: str) -> None:
    """An address leads to a public host by its plain name."""
    report = Report()
    check_value(Authority.fields["url"], address, ("url",), report)
    assert report.complaints


@pytest.mark.parametrize(
    "address",
    [
        "https://www.cancer.gov/",
        "https://a-b.org",
        "https://a.org?x=1",
        "https://a.org/x(1)/%20y#z~",
        "https://a.org/" + "x" * 200,
    ],
)
def test_plain_addresses_pass(address: str) -> None:
    """With or without a path, however long."""
    report = Report()
    check_value(Authority.fields["url"], address, ("url",), report)
    assert report.complaints == []
