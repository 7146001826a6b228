"""The page of the audit says what is true: each fault has a test, and each test that it names is there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

TEXT = (ROOT / "docs/contribute/data-audit.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ")]
NAMED = re.compile(r"`((?:test_\w+\.py)?(?:::|`)?(?:Test\w+)?(?:::)?(?:test_\w+)?)`")
PATHS = sorted((ROOT / "tests").rglob("test_*.py"))  # two may have one name, in two rooms


def test_each_fault_has_a_test() -> None:
    """But for what others would have to mend, each row names one."""
    rows = [row for row in ROWS if row[0] not in ("What was wrong", "Issue") and not row[0].startswith("---")]
    assert len(rows) > 45
    assert [
        row[0] for row in rows if not re.search(r"`(test_|Test)", row[-1]) and not row[-1].startswith("theirs")
    ] == []


def test_each_named_test_is_there() -> None:
    """A file, a class or a test that was renamed would be told here."""
    names = {part for name in NAMED.findall(TEXT) for part in name.split("::") if part}
    known = {path.name for path in PATHS}
    for path in PATHS:
        known |= set(re.findall(r"^ *(?:class|def) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(names) > 40
    assert names - known == set()
