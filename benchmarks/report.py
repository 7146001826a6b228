"""Writes the page of measurements from the results of one run: ``python -m benchmarks.report``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[1] / "docs" / "contribute" / "speed.md"

ABOUT = """# How fast it is

These numbers come from one run of the benchmarks on {date}: {machine}, {versions}.
The command was `{command}`; `nox -s bench` runs all, `nox -s bench -- quick` a small part.
Each is a ratio of two CPU times, measured in turn in {rounds} rounds after one to warm up: the median, and the least and the greatest round.
Smaller is better, unless the limit says *at least*.

A set of N types is synthetic: copies of real records under other names, from one seed.
The *pre-written* pages are Markdown with the same text and the same links, which the run checks.
The machine did other work at the same time, so small differences mean nothing.
"""


def row(measure: dict[str, Any]) -> str:
    """One line of the table."""
    limit = "" if measure["limit"] is None else f"{'at least ' if measure['least'] else ''}{measure['limit']:g}"
    spread = f"{measure['least_ratio']:.3g} – {measure['greatest']:.3g}"
    return f"| {measure['name']} | {measure['median']:.3g} | {spread} | {limit} |"


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    head = ABOUT.format(**{**results, "versions": versions})
    ratios = "\n".join(["| Measure | Median | Range | Limit |", "|---|---|---|---|", *map(row, results["measures"])])
    counts = "\n".join(
        ["| Count | |", "|---|---|", *(f"| {name} | {value:g} |" for name, value in results["counts"].items())]
    )
    seconds = "\n".join(
        [
            "| Case | Seconds |",
            "|---|---|",
            *(f"| {name} | {value:.3f} |" for name, value in results["seconds"].items()),
        ]
    )
    return f"{head}\n## Ratios\n\n{ratios}\n\n## Counts\n\n{counts}\n\n## CPU seconds\n\n{seconds}\n\n{NOT_MEASURED}"


NOT_MEASURED = """## What was not measured

- Larger sets than those above; the limits for a site hold for 100 to 3000 types. A scheduled workflow measures them.
- sphinx-needs with the same objects.
- Whatever a network adds: search is counted in bytes.
"""

if __name__ == "__main__":
    PAGE.write_text(page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
