"""The Typst translator: all visitors together."""

from __future__ import annotations

from .desc import Desc
from .design import Design
from .inline import Inline


class TypstTranslator(Design, Desc, Inline):
    """Writes one page of the reference as Typst source."""
