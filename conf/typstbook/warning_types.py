"""Every type of warning that this package gives."""

from __future__ import annotations

from enum import Enum

from sphinx.util import logging

logger = logging.getLogger(__name__)


class TypstWarning(Enum):
    """Warnings about books; the value is what Sphinx's setting ``suppress_warnings`` takes."""

    TYPST = "book.typst"
    """Typst set a book, and warns of something in it."""

    def tell(self, message: str, *arguments: object) -> None:
        """Give a warning of this type."""
        kind, _, subtype = self.value.partition(".")
        logger.warning(message, *arguments, type=kind, subtype=subtype)
