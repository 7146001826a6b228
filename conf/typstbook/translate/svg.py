"""Drawings as the PDF needs them: in a font that it has, and without what only a screen knows."""

from __future__ import annotations

import re

FONT = "'Source Sans 3'"
_ATTRIBUTE = re.compile(r'font-family="[^"]*"')
_STYLE = re.compile(r"font-family\s*:\s*[^;\"}]+")


def printable(svg: str) -> str:
    """Return the text of a drawing with all words in the book's sans, black where the page's colour was meant.

    Typst looks for no system font, and takes the book's serif for a family that it does not have.
    """
    found = _STYLE.sub(f"font-family: {FONT}", _ATTRIBUTE.sub(f'font-family="{FONT}"', svg))
    if "font-family" not in found:
        found = found.replace("<svg ", f'<svg font-family="{FONT}" ', 1)
    return found.replace("currentColor", "#000")
