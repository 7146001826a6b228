"""Every type of warning that this package gives."""

from __future__ import annotations

from conf.sitekit import WarningType


class ToolsWarning(WarningType):
    """Warnings about what readers work with, and about what stands below each page."""

    REVIEWED = "tools.reviewed"
    """The head of a page says when it was reviewed, but not as a date."""
