"""What there is can be counted by a command, and few facts rest on press alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taxonomy.authoring.counting import counts, on_press_alone
from taxonomy.command.line import main
from taxonomy.loading.folder import Folder

MOST_ON_PRESS = 25


def to_press(folder: Path, key: str) -> None:
    """Make a source of the small folder a press report."""
    path = folder / "sources.bib"
    before, after = path.read_text(encoding="utf-8").split(f"{{{key},", 1)
    kept, _, rest = after.partition("keywords = {")
    path.write_text(f"{before}{{{key},{kept}keywords = {{press{rest[rest.index('}') :]}", encoding="utf-8")


def test_uses_and_statuses_are_counted(folder: Path) -> None:
    """Uses, those with a date of their own, and statuses by place."""
    found = counts(Folder(folder))
    types = Folder(folder).records["type"].values()
    statuses = [status for each in types for use in each.get("uses", ()) for status in use["status"]]
    assert found["uses"]["uses"] == sum(len(each.get("uses", ())) for each in types)
    assert found["uses"]["uses with a date of their own"] > 0
    assert sum(found["statuses by place"].values()) == len(statuses)


def test_a_fact_counts_by_the_best_of_its_sources(folder: Path) -> None:
    """Facts move to press when their only source does; a better one beside it keeps them."""
    before = counts(Folder(folder))["facts by the best kind of their sources"]
    assert before["press"] == 0
    assert on_press_alone(Folder(folder)) == []
    key = next(iter(Folder(folder).records["product"].values()))["sources"][0].split(" @ ")[0]
    to_press(folder, key)
    after = counts(Folder(folder))["facts by the best kind of their sources"]
    assert sum(after.values()) == sum(before.values())
    assert after["press"] == len(on_press_alone(Folder(folder))) > 0


def test_the_command_prints_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts for people and as JSON; the facts on press with their lines."""
    key = next(iter(Folder(folder).records["product"].values()))["sources"][0].split(" @ ")[0]
    to_press(folder, key)
    assert main(["count", "--data", str(folder)]) == 0
    assert "types whose uses are complete" in capsys.readouterr().out
    assert main(["count", "--data", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == counts(Folder(folder))
    assert main(["count", "--data", str(folder), "--press"]) == 0
    assert "rests on news and company reports alone" in capsys.readouterr().out


def test_few_facts_rest_on_press_alone() -> None:
    """Nothing better was found for these; a page marks each of them."""
    found = on_press_alone(Folder())
    assert len(found) <= MOST_ON_PRESS, "\n".join(map(str, found))
