"""Text and values written as Typst source.

Every character of the reader's text is escaped, none is interpreted: Typst has shorthands
(``--``, ``~``, ``//``, ``1.``) and lets ``(``, ``[``, ``.`` and ``;`` continue a preceding call,
so all ASCII punctuation gets a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_OPENS = r"(?:(?<=[\s(\[“‘–—/])|^)"
"""Before a quotation mark that opens."""
_QUOTES = (
    (re.compile(r"'(?=(?:s|t|d|re|ve|ll|m)\b)"), "’"),  # also where a text begins: after a link or a name in italics
    (re.compile(_OPENS + '"'), "“"),
    (re.compile('"'), "”"),
    (re.compile(_OPENS + "'"), "‘"),
    (re.compile("'"), "’"),
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_STRING_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_URL_BREAKS = re.compile(r"(?<=[/.?&=_\-])(?=[^/])")
"""After these characters a web address may break over two lines."""
_CODE_BREAKS = re.compile(r"(?<=[/.?&=_,;:(\[{\-])(?=[\w\"'])")
"""After these characters a word of code that is too long for its line may break."""
_QUOTED = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_COMMANDS = re.compile(rf"#raw\(({_QUOTED})|{_QUOTED}|\\(.)|#[a-z-]+\(?")
"""What Typst source holds beside text: all its strings but code, names of functions, backslashes."""


def typographic(text: str) -> str:
    """Return text with the apostrophes and quotation marks of books."""
    if "'" in text or '"' in text:
        for straight, curly in _QUOTES:
            text = straight.sub(curly, text)
    return text


def escape(text: str) -> str:
    """Return text as Typst markup that prints exactly these characters, but for apostrophes and quotation marks.

    Line breaks become spaces, as in any paragraph.
    """
    return as_it_is(typographic(text))


def as_it_is(text: str) -> str:
    """Return text as Typst markup that prints exactly these characters."""
    return _PUNCTUATION.sub(r"\\\1", re.sub(r"[\r\n]+", " ", text))


def string(text: str) -> str:
    """Return text as a Typst string literal, quotes included."""
    return f'"{text.translate(_STRING_ESCAPES)}"'


def printed(source: str) -> str:
    """Return about the text that Typst source prints: every letter of it, and a few brackets."""
    return _COMMANDS.sub(r"\1\2", source)


def literal(value: object) -> str:
    """Return a Python value as a Typst literal: none, bool, number, string, array or dictionary.

    Raises:
        TypeError: the value is anything else.
    """
    match value:
        case None | bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return string(value)
        case Mapping():
            pairs = "".join(f"{string(str(key))}: {literal(item)}, " for key, item in value.items())
            return f"({pairs or ':'})"
        case Sequence():
            return "(" + "".join(f"{literal(item)}, " for item in value) + ")"
        case _:
            raise TypeError(f"no Typst literal for {type(value).__name__}")


def breakable_url(url: str) -> str:
    """Return an address as markup that may break after its separators (zero-width spaces)."""
    return as_it_is(_URL_BREAKS.sub("\u200b", url))


def breakable_code(code: str, room: int) -> str:
    """Return code with break opportunities (zero-width spaces) in words that are longer than the room of a line.

    Others stay as they are: whoever copies them gets what was written.
    """
    return re.sub(rf"\S{{{room + 1},}}", lambda word: _CODE_BREAKS.sub("\u200b", word[0]), code)
