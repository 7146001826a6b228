"""A status ages in six months, any other fact in eighteen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from taxonomy.authoring.overdue import months_since, stale
from taxonomy.loading.folder import Folder
from tests.small import FILES


@pytest.mark.parametrize(
    ("day", "today", "months"),
    [
        ("2026-11-22", date(2027, 5, 21), 5),
        ("2026-11-22", date(2027, 5, 22), 6),
        ("2026-11", date(2027, 5, 1), 6),
        ("2026", date(2027, 7, 1), 18),
        ("2026-11-22", date(2026, 11, 22), 0),
    ],
)
def test_months(day: str, today: date, months: int) -> None:
    """Whole months are counted; a date without a day counts from the first."""
    assert months_since(day, today) == months


def overdue(folder: Path, today: date) -> set[str]:
    """Names of the files that are overdue."""
    return {Path(problem.file).name for problem in stale(Folder(folder), today)}


def test_status_ages_first(folder: Path) -> None:
    """After six months: types with uses, and products. After eighteen: everything."""
    assert overdue(folder, date(2027, 5, 21)) == set()
    assert overdue(folder, date(2027, 5, 22)) == {"car-t.yaml", "knee-cells.yaml", "exampleleucel.yaml"}
    dated = {Path(name).name for name in FILES if name.endswith(".yaml") and not name.startswith("deprecated/")}
    assert overdue(folder, date(2028, 5, 22)) == dated


def test_broken_record_is_not_aged(folder: Path) -> None:
    """A record that is broken is told as broken only."""
    (folder / "types" / "car-t.yaml").write_text("id: car-t\n", encoding="utf-8")
    assert "car-t.yaml" not in overdue(folder, date(2030, 1, 1))
