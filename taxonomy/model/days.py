"""Which days can have been: none lies ahead, and none before the first of these treatments was counted."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache

EARLIEST = "1900"
SLACK = timedelta(days=1)  # it may be tomorrow already where a record was written


@cache
def latest() -> str:
    """The last day that a record may name, ISO 8601: today, or the day that a build is for (SOURCE_DATE_EPOCH)."""
    today = date.today()  # noqa: DTZ011 - a review date is a local day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    built = datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else today
    return (max(today, built) + SLACK).isoformat()


def ahead(day: str) -> bool:
    """Whether a day, month or year lies ahead."""
    return day > latest()[: len(day)]


def before(one: str, other: str) -> bool:
    """Whether a day, month or year is before another for sure: 2010-06 is not before 2010-06-15."""
    return one[: len(other)] < other[: len(one)]
