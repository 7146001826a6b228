"""Text and values as Typst source: nothing that a reader wrote is taken for a command."""

from __future__ import annotations

import json
import re

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from conf.typstbook.model import Book, Link
from conf.typstbook.translate.raw_html import InlineHtml, UnknownTagError
from conf.typstbook.translate.svg import printable
from conf.typstbook.translate.syntax import (
    as_it_is,
    breakable_code,
    breakable_url,
    escape,
    literal,
    printed,
    string,
    typographic,
)

#: A Typst function that returns the text that content prints, and shows whatever else is in it.
TEXT_OF = """let text-of(it) = if it.has("text") { it.text } else if it.has("children") {
  it.children.map(text-of).join("") } else if it == [ ] { " " } else { repr(it) };"""
#: Characters that a Typst string can hold: no surrogates, no control characters.
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")))


class TestEscape:
    """``escape`` writes text as markup."""

    @pytest.mark.parametrize("text", ["#let x", "$a$", "_a_", "*b*", "`c`", "~", "@d", "<e>", "// f", "1. g", "= h"])
    def test_no_markup(self, text: str) -> None:
        """Every sign that Typst knows stands behind a backslash."""
        written = escape(text)

        assert written.replace("\\", "") == text
        assert all(written[i - 1] == "\\" for i, sign in enumerate(written) if not sign.isalnum() and sign not in "\\ ")

    def test_lines_are_joined(self) -> None:
        """A line break in a paragraph is a space: a blank line would end it."""
        assert escape("one\n\ntwo") == "one two"

    @settings(max_examples=25, deadline=None)
    @given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S")), min_size=1, max_size=40))
    def test_prints_itself(self, text: str) -> None:
        """Typst reads the markup back as the same text."""
        assert json.loads(typst.eval(b"", f"{{ {TEXT_OF} text-of([{as_it_is(text)}]) }}")) == text

    @pytest.mark.parametrize(
        ("written", "printed"),
        [
            ("Crohn's and patients' cells", "Crohn’s and patients’ cells"),
            ("'s, after a name that leads elsewhere", "’s, after a name that leads elsewhere"),
            ('She said "yes", then ("no").', "She said “yes”, then (“no”)."),
            ("the word 'cell' alone", "the word ‘cell’ alone"),
        ],
    )
    def test_quotation_marks_of_books(self, written: str, printed: str) -> None:
        """Apostrophes and quotation marks are those of books, in text alone."""
        assert typographic(written) == printed
        assert "’" in escape("Crohn's")
        assert string("Crohn's") == '"Crohn\'s"'


class TestValues:
    """``literal`` and ``string`` write Python values."""

    @settings(max_examples=25, deadline=None)
    @given(PRINTABLE)
    def test_strings(self, text: str) -> None:
        """Typst reads a string back as it was."""
        assert json.loads(typst.eval(b"", string(text))) == text

    @pytest.mark.parametrize(
        "value",
        [None, True, False, 3, 1.5, "a\nb", [], ["a"], {"a": 1, "b c": ["d"]}, {}],
    )
    def test_values(self, value: object) -> None:
        """Typst reads every kind of value back as it was."""
        assert json.loads(typst.eval(b"", literal(value))) == value

    def test_others_are_refused(self) -> None:
        """A value that Typst has no word for is a mistake."""
        with pytest.raises(TypeError, match="no Typst literal for set"):
            literal({1})

    def test_addresses_may_break(self) -> None:
        """A web address may break after its separators, and reads the same."""
        written = breakable_url("https://a.org/b?c=1")

        assert written.replace("\\", "").split("\u200b") == ["https://", "a.", "org/", "b?", "c=", "1"]

    def test_what_is_printed(self) -> None:
        """Of source, text and code are printed; names of places, of files, and text alternatives are not."""
        source = f'#xref("docé:id")[{escape("naïve, 3 μg")}] #picture("ö.svg", "An \\"ü\\"") #raw("\\"ß\\"")'

        assert "".join(letter for letter in printed(source) if not letter.isascii()) == "ïμß"
        assert "naïve, 3 μg" in printed(source)

    def test_only_long_code_may_break(self) -> None:
        """A word of code may break only where it is too long for the line, so that others can be copied."""
        assert (
            breakable_code('short.word\nlong_er.get("word")', 12) == 'short.word\nlong_\u200ber.\u200bget(\u200b"word")'
        )


class TestRawHtml:
    """``InlineHtml`` understands the little HTML that prose holds."""

    def test_tags_in_pieces(self) -> None:
        """MyST hands on tag by tag; scripts go up and down."""
        reader = InlineHtml()

        assert [reader.feed_fragment(part) for part in ("<sup>", "2</sup>", "<br/>")] == [
            "#super[",
            "2]",
            "#linebreak()",
        ]

    def test_decoration_is_left_out(self) -> None:
        """A drawing that assistive technology shall not see is not printed."""
        assert InlineHtml().feed_fragment('<svg aria-hidden="true"><path d="M0"/></svg>yes') == "yes"

    def test_unknown(self) -> None:
        """A tag without a meaning on paper is an error that names it."""
        with pytest.raises(UnknownTagError, match="<video>"):
            InlineHtml().feed_fragment("<video src='x'>")


class TestBook:
    """``Book`` knows every place, once."""

    def test_first_claim_wins(self) -> None:
        """An id stands for its first place; further ids of it are aliases."""
        book = Book()

        assert book.claim("a", ["one", "two"]) == "a:one"
        assert book.claim("a", ["two", "three"]) == "a:three"
        assert book.claim("a", ["one"]) is None
        assert [book.resolve(f"a:{id_}") for id_ in ("one", "two", "three", "four")] == [
            "a:one",
            "a:one",
            "a:three",
            None,
        ]

    def test_dead_links(self) -> None:
        """A link to nowhere is told with the place where it stands."""
        book = Book()
        book.claim("a", ["one"])
        book.links += [Link("a.md:3", "a:one"), Link("a.md:4", "b:none")]

        ((where, message),) = book.dead_links()

        assert where == "a.md:4"
        assert message.startswith("link: no place 'b:none' in the book; expected ")


class TestDrawings:
    """Drawings are set in a font that the book has."""

    @pytest.mark.parametrize(
        "svg",
        [
            '<svg a="1"><text>x</text></svg>',
            '<svg font-family="sans-serif"/>',
            "<svg><style>text{font-family: Arial, sans}</style></svg>",
        ],
    )
    def test_font(self, svg: str) -> None:
        """Whatever a drawing asks for, it gets the sans of the book."""
        assert re.findall(r"font-family[=:] ?\"?'?([\w ]+)", printable(svg)) == ["Source Sans 3"]

    def test_colour_of_the_page(self) -> None:
        """What takes the colour of the page's text is black."""
        assert 'fill="#000"' in printable('<svg fill="currentColor"/>')
