"""The page tells what the benchmark of engines measured, of sets that are what it says."""

from __future__ import annotations

import json

import taxonomy
from benchmarks import engines
from taxonomy.export import Edition


def test_page_tells_the_results() -> None:
    """The table on the page is the one that the file of results gives, and names every engine."""
    results = json.loads(engines.RESULTS.read_text(encoding="utf-8"))
    page = engines.PAGE.read_text(encoding="utf-8")

    assert engines.with_section(page, results) == page
    assert results["engines"].keys() == engines.PROGRAMS.keys()
    assert results["copies"] >= 100
    assert results["rows"][1] == results["copies"] * results["rows"][0]


def test_copies_are_apart() -> None:
    """A set of copies has each row so many times, under as many names."""
    table = Edition(taxonomy.load()).tables["approvals"]
    many = engines.copied(table, 3)

    assert len(many.rows) == 3 * len(table.rows)
    assert len({row["product"] for row in many.rows}) == 3 * len({row["product"] for row in table.rows})
    assert {row["date"] for row in many.rows} == {row["date"] for row in table.rows}
