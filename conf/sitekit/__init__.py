"""What any Sphinx site could use, one extension a module; it knows nothing of therapies.

Here stand the types of warnings that its extensions give, so that each can be told apart,
looked up and switched off.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from sphinx.util import logging

logger = logging.getLogger(__name__)


class WarningType(Enum):
    """A type of warning: its value is what Sphinx's setting ``suppress_warnings`` takes."""

    def tell(self, message: str, *arguments: object, location: Any = None) -> None:
        """Give a warning of this type."""
        kind, _, subtype = self.value.partition(".")
        logger.warning(message, *arguments, location=location, type=kind, subtype=subtype)


class SitekitWarning(WarningType):
    """Warnings about pages that people write, whatever they are about."""

    TIP = "glossary.tip"
    """A word of the glossary has no explanation that a tip could show."""

    SLIP = "page.slip"
    """A page shows what was surely meant otherwise, such as a fence that is not closed, a tag, or a picture without words."""

    FILE = "safety.file"
    """A file among the pages is no page and no picture, or holds what hides or turns text."""

    SOURCE = "safety.source"
    """A page uses a directive, a role, a class or front matter that no list in ``conf.py`` allows."""

    DOCTREE = "safety.doctree"
    """A page holds a link, a file or raw text that could do harm; it was taken out."""
