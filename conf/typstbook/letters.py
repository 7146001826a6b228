"""Letters that no font of the book has: found before the book is set, and told with their page and text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from docutils import nodes

from .model import place
from .typeset.process import FONTS, fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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


def problems(doctree: nodes.document, wanted: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Yield where a page holds letters, and that no font has them: each of its texts, or else data of its nodes."""
    told: set[str] = set()
    for kind in (nodes.Text, nodes.Element):
        for node in doctree.findall(kind):
            text = str(getattr(node, "attributes", node))
            if found := letters(text) & (wanted if kind is nodes.Text else wanted - told):
                told |= found
                yield place(node), message(text, found)


def message(text: str, found: AbstractSet[str]) -> str:
    """Return what is wrong with a text that has letters which no font has."""
    names = ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip() for letter in sorted(found))
    shown = unicodedata.normalize("NFC", text)
    at = min(map(shown.index, found))
    around = " ".join(shown[max(0, at - _AROUND) : at + _AROUND].split())
    return f"letters: no font has {names}, in '{around}'; expected others, a picture, or a font with them in {FONTS}"
