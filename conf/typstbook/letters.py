"""Letters that no font of the book has: found before the book is set, and told with their page and text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from docutils import nodes

from .model import place
from .typeset.process import FONTS, fonts

_AROUND = 25
"""So many characters before and after a letter are told with it."""


def letters(text: str) -> set[str]:
    """Return the letters of a text that are not ASCII, each with its accents in one, as fonts have them."""
    return {letter for letter in set(unicodedata.normalize("NFC", text)) if not letter.isascii()}


def lacking(asked: Iterable[str]) -> set[str]:
    """Return those letters that no font has. Typst says it, for it has fonts inside it as well."""
    import typst  # here, so that the site builds without the wheel

    order = sorted(asked)
    source = "\n".join(f"#par[\\u{{{ord(letter):x}}}]" for letter in order)
    try:
        typst.compile(source.encode(), format="pdf", pdf_standards=["a-2a"], **fonts())
    except typst.TypstError as error:
        return {order[int(line) - 1] for line in re.findall(r"\.typ:(\d+):", error.diagnostic)}
    return set()


def problems(
    wanted: AbstractSet[str], pages: Iterable[tuple[str, nodes.document]], others: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield where letters stand that no font has, and what is wrong.

    Args:
        wanted: the letters.
        pages: what a page prints, and its doctree.
        others: what else is printed, by where that stands; it tells what no page has.
    """
    left = set(wanted)
    for text, doctree in pages:
        for where, said, found in _places(doctree, wanted & letters(text)):
            left -= found
            yield where, _message(said, found)
    for where, text in others.items():
        if found := letters(text) & left:
            yield where, _message(text, found)


def _places(doctree: nodes.document, wanted: AbstractSet[str]) -> Iterator[tuple[str, str, AbstractSet[str]]]:
    """Yield where a page holds letters, in which words, and which: each of its texts, or else data of its nodes."""
    told: set[str] = set()
    for kind in (nodes.Text, nodes.Element) if wanted else ():
        for node in doctree.findall(kind):
            text = str(getattr(node, "attributes", node))
            if found := letters(text) & (wanted if kind is nodes.Text else wanted - told):
                told |= found
                yield place(node), text, found


def _message(text: str, found: AbstractSet[str]) -> str:
    names = ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip() for letter in sorted(found))
    shown = unicodedata.normalize("NFC", text)
    at = min(map(shown.index, found))
    around = " ".join(shown[max(0, at - _AROUND) : at + _AROUND].split())
    return f"letters: no font has {names}, in '{around}'; expected others, a picture, or a font with them in {FONTS}"
