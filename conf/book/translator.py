"""The Typst translator: all visitors together."""

from __future__ import annotations

from book.desc import Desc
from book.design import Design
from book.inline import Inline


class TypstTranslator(Design, Desc, Inline):
    """Writes one page of the reference as Typst source."""
