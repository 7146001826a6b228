"""The page of public reports says what is true: what keeps a fault away is there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

TEXT = (ROOT / "docs/contribute/stumbles.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split(" | ") for line in TEXT.splitlines() if line.startswith("| [")]


def test_each_report_has_an_answer() -> None:
    """A report of a thread, its kind, how it is here, and a test, or what the reader can do."""
    assert len(ROWS) >= 15
    for report, *_, guard in ROWS:
        assert re.search(r"\]\(https://github\.com/[\w.-]+/[\w.-]+/issues/\d+\)", report)
        assert re.search(r"`(tests/|nox |PYTHON)", guard), report


def test_named_tests_are_there() -> None:
    """A file of tests that was renamed would be told here."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", TEXT))
    assert named
    assert [each for each in named if not (ROOT / each).is_file()] == []
