"""Warnings by type, so that each can be told apart, looked up and switched off."""

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
