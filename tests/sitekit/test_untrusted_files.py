"""Addresses, files, characters and drawings: each is what it seems, and runs nothing."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from conf.sitekit.untrusted_pages import problems
from conf.sitekit.untrusted_pages.characters import unwanted
from conf.sitekit.untrusted_pages.doctrees import refused_address, refused_file
from conf.sitekit.untrusted_pages.pictures import unwanted_in
from tests.sitekit.reading import REAL, ROOT


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://a.org", False),
        ("mailto:a@b.org", False),
        ("page.html#type-a:b", False),
        ("../a/b.html?c=d:e", False),
        ("", False),
        ("https://a.org:8080/b?c=d@e#f", False),
        ("https://a@b.org", True),
        ("https://a.org\\@b.org", True),
        ("https://a%2f@b.org", True),
        ("https://fd\u0430.gov", True),
        ("https://a.xn--fd-7kc.gov", True),
        ("https:a.org", True),
        ("https:///a.org", True),
        ("https://", True),
        ("mailto:a@b.org?bcc=c@d.org", True),
        ("tel:123", True),
        ("javascript:a()", True),
        (" \tjava\nscript:a()", True),
        ("java\u200bscript:a()", True),
        ("data:text/html,a", True),
        ("vbscript:a", True),
        ("file:///etc/passwd", True),
        ("blob:a", True),
        ("//evil.example", True),
        ("/\\evil.example", True),
        ("\\\\evil.example", True),
    ],
)
def test_addresses(address: str, refused: bool) -> None:  # noqa: FBT001 - a column of the table
    """Only web pages, mail and places on this site are addresses, as a browser reads them."""
    assert refused_address(address) is refused


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("a/b.svg", False),
        ("../a.svg", True),
        ("a/../../b", True),
        ("..\\a.svg", True),
        ("https://a.org/b.png", True),
        ("data:image/png,a", True),
        ("//a.org/b.png", True),
    ],
)
def test_files(path: str, refused: bool) -> None:  # noqa: FBT001 - a column of the table
    """A picture or a file lies below the pages."""
    assert refused_file(path) is refused


def test_characters() -> None:
    """Every control, format, private, surrogate and unassigned-for-good character is unwanted, but for ends of lines and tabs."""
    kept = {"\n", "\r", "\t", "\u0600", "\u0601", "\u0602", "\u0603", "\u0604", "\u0605", "\u06dd", "\u070f"}
    for code in range(0x110000):
        character = chr(code)
        steers = unicodedata.category(character) in ("Cc", "Co") or (code & 0xFFFE) == 0xFFFE
        hidden = unicodedata.category(character) == "Cf" and code < 0x10000
        if (
            (steers or hidden or 0xE0000 <= code < 0xE1000)
            and character not in kept
            and code not in range(0x890, 0x900)
        ):
            assert [*unwanted(character)], f"U+{code:04X}"
    assert not [*unwanted("Wörter – ‘quoted’, 55 % … → ≥ 12 µg, 漢字 😀\n\tend\r\n")]


def test_the_pages_of_this_project_are_allowed() -> None:
    """No page, picture or name in docs/ is refused."""
    files = [path for path in (ROOT / "docs").rglob("*") if path.is_file()]
    kinds, names = frozenset(REAL._raw_config["page_files"]), REAL._raw_config["page_names"]
    told = [problems(path, path.relative_to(ROOT / "docs").as_posix(), kinds, names) for path in files]
    assert [*itertools.chain.from_iterable(told)] == []
    assert len(files) > 50


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        "<foreignObject/>",
        '<image href="https://evil.example/a.png"/>',
        '<use href="https://evil.example/a.svg#b"/>',
        '<a href="javascript:alert(1)"><text>a</text></a>',
        "<style>*{fill:url(https://evil.example)}</style>",
        '<rect fill="url(https://evil.example/a.svg#b)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        "<?xml-stylesheet href='https://evil.example/a.css'?>",
        "<rect",
    ],
)
def test_drawings(inside: str) -> None:
    """A drawing neither runs nor loads anything, also where somebody opens it by itself."""
    assert [*unwanted_in(f'<svg xmlns="http://www.w3.org/2000/svg">\n{inside}</svg>'.encode())]
    assert [*unwanted_in(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>')]
    assert not [
        *unwanted_in(b'<svg viewBox="0 0 1 1"><defs><marker id="a"/></defs><path d="" marker-end="url(#a)"/></svg>')
    ]
