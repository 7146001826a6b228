"""What was reviewed too long ago: a status ages faster than other facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from taxonomy.loading.folder import Folder
from taxonomy.model.problems import Problem

STATUS_MONTHS = 6
OTHER_MONTHS = 18


def months_since(day: str, today: date) -> int:
    """Whole months from ``day`` (ISO 8601: year, month or day) to ``today``."""
    parts = [int(part) for part in day.split("-")]
    year, month, number = (*parts, 1, 1)[:3]
    return (today.year - year) * 12 + today.month - month - (today.day < number)


def holds_status(kind: str, record: dict[str, Any]) -> bool:
    """Whether a record tells what is approved now."""
    return kind == "product" or (bool(record.get("uses")) and kind == "type")


def stale(folder: Folder, today: date | None = None) -> list[Problem]:
    """Every record whose review is too old, with its place; the reference stays valid meanwhile.

    Args:
        folder: a data folder as read.
        today: the day to count from.
    """
    now = today or date.today()  # noqa: DTZ011 - a review date is a local day
    found = []
    for (kind, id), file in folder.files.items():
        record = folder.records[kind][id]
        if "reviewed" not in record:  # broken, or an identifier that was given up
            continue
        most = STATUS_MONTHS if holds_status(kind, record) else OTHER_MONTHS
        if months_since(record["reviewed"], now) >= most:
            what = f"was last reviewed {record['reviewed']}"
            expected = f"a review in the last {most} months"
            found.append(Problem(file.shown, file.line(("reviewed",)), "reviewed", what, expected))
    return sorted(found)
