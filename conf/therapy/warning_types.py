"""Every type of warning that this package gives."""

from __future__ import annotations

from conf.sitekit import WarningType


class TherapyWarning(WarningType):
    """Warnings about pages that show the taxonomy."""

    UNKNOWN = "therapy.unknown"
    """A page asks for a record, a value or a word that the taxonomy does not have."""

    UNREAD = "therapy.unread"
    """A role or a directive stands on a page as text, because Markdown did not see it as one."""

    DUPLICATE = "therapy.duplicate"
    """Two pages describe the same record, so that a link would not know where to lead."""

    PAGE = "therapy.page"
    """A page written by hand stands in the place of a record's page, and does not show the record."""

    TITLE = "therapy.title"
    """A page written by hand has another title than the record that it shows."""
