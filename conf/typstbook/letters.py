"""Letters that no font of the book has: found before the book is set, and told with their page and text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from docutils import nodes

from .model import place
from .typeset.process import FONTS, fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

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
    wanted: AbstractSet[str], doctrees: Iterable[nodes.document], others: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield where letters stand that no font has, and what is wrong.

    In each page every text is told, or else the first node that holds them as data. What no page has is looked for in
    other texts, by where they stand.
    """
    left = set(wanted)
    for doctree in doctrees:
        told: set[str] = set()
        for kind in (nodes.Text, nodes.Element):
            for node in doctree.findall(kind):
                text = str(getattr(node, "attributes", node))
                if found := letters(text) & (wanted if kind is nodes.Text else wanted - told):
                    told |= found
                    yield place(node), _message(text, found)
        left -= told
    for where, text in others.items():
        if found := letters(text) & left:
            yield where, _message(text, found)


def _message(text: str, found: AbstractSet[str]) -> str:
    names = ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip() for letter in sorted(found))
    shown = unicodedata.normalize("NFC", text)
    at = min(map(shown.index, found))
    around = " ".join(shown[max(0, at - _AROUND) : at + _AROUND].split())
    return f"letters: no font has {names}, in '{around}'; expected others, a picture, or a font with them in {FONTS}"
