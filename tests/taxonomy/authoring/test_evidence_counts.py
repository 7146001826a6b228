"""How well the uses are covered is counted from the records, and put beside an earlier version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taxonomy.authoring.evidence_counts import evidence, table
from taxonomy.command.line import main
from taxonomy.loading.folder import Folder
from tests.small import write

FAILED = """    evidence:
      - kind: trial
        name: A trial that failed
        year: 2020
        design: randomised
        result: against
        text: It failed.
        sources:
          - trial-2020
      - kind: guideline
        name: A guideline
        year: 2024
        design: guideline
        result: against
        text: It advises against it.
        sources:
          - asgct-faq
"""


def test_each_use_is_counted_once(folder: Path) -> None:
    """By number of sources, all uses sum up; what stands in one use counts once."""
    found = evidence(Folder(folder))
    by_number = [count for name, count in found.items() if "source" in name and "kind" not in name]
    assert sum(by_number) == found["uses"] > 1
    assert found["with evidence listed"] == found["with outcomes"] == found["outcomes"] == 1
    assert found["with a trial that failed"] == found["with a guideline or review"] == 0
    assert found["with a source of the kind 'trial'"] >= 1


def test_failed_trials_and_guidelines_are_seen(folder: Path) -> None:
    """A trial against a use counts as failed; a guideline counts wherever it was read."""
    path = folder / "types" / "knee-cells.yaml"
    text = path.read_text(encoding="utf-8")
    before, sources, after = text.rpartition("    sources:\n      - trial-2020\n")
    path.write_text(f"{before}{sources}{FAILED}{after}", encoding="utf-8")
    data = Folder(folder)
    assert data.problems == []
    found = evidence(data)
    assert found["with a trial that failed"] == found["with a guideline or review"] == 1
    assert found["with a trial that failed and one that did not"] == 0


def test_the_command_puts_two_versions_side_by_side(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line has the earlier number, an arrow and today's; JSON has both."""
    old = write(tmp_path / "old")
    (folder / "types" / "knee-cells.yaml").write_text(
        (folder / "types" / "knee-cells.yaml")
        .read_text(encoding="utf-8")
        .replace("      - trial-2020\n", "      - trial-2020\n      - asgct-faq\n", 1),
        encoding="utf-8",
    )
    assert main(["count", "evidence", "--data", str(folder), "--since", str(old)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert table(evidence(Folder(folder)), evidence(Folder(old))).splitlines() == lines
    assert all("→" in line for line in lines)
    assert main(["count", "evidence", "--data", str(folder), "--since", str(old), "--json"]) == 0
    both = json.loads(capsys.readouterr().out)
    assert both["now"]["uses"] == both["then"]["uses"]
    assert main(["count", "evidence", "--data", str(folder), "--since", "no-such-revision"]) == 1
