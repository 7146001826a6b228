"""Every type of warning that this package gives."""

from __future__ import annotations

from conf.sitekit import WarningType


class PublishedWarning(WarningType):
    """Warnings about the addresses of the site."""

    MOVED = "published.moved"
    """The settings name a page that moved, but it is there still, or its new place is not."""
