"""Writes the page of measurements from the results of one run: ``python -m benchmarks.report``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .remarks import REMARKS

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[1] / "docs" / "contribute" / "speed.md"

ABOUT = """---
reviewed: {date}
---

# How fast it is

These numbers come from one run of the benchmarks on {date}: {machine}, {versions}.
The command was `{command}`; `nox -s bench` runs all, `nox -s bench -- quick` a small part.
Each is a ratio of two CPU times, unless it says what else it is: the median of its rounds, and the least and the greatest.
All cases of a round run in turn, after one round to warm up; builds of larger sets follow those of the smallest, which warm up for all.
What takes very long takes part in two rounds only.
Smaller is better, unless the limit says *at least*.

A set of N types is synthetic: copies of real records under other names, from one seed.
The *pre-written* pages are Markdown with the same text and the same links, which the run checks.
The machine did other work at the same time, so small differences mean nothing.
[](architecture.md) tells what makes the difference.
"""

PEERS = """## What it is compared with

- **Pre-written, navigation once**: Sphinx with furo and MyST, and this project's navigation, which is made once for all pages.
- **Stock furo**: the same without that, so that furo makes the navigation again for each page.
- **sphinx-needs**: each type is one *need*, with its identifier, title and wider types; its content is the pre-written page. It has this project's navigation, too: furo's own would cost it what it costs stock furo.
- **The search of Sphinx**: on the real pages, built once more with it, in the same browser and from the same server.
- **networkx, pronto and rdflib**: the same hierarchy, the same question.

sphinx-needs has an environment of its own, and the last three share another.
"""

BROWSER = {
    True: "Pages and searches were fetched by a Chromium with an empty cache from a server on the same machine, which compresses with gzip. Headers count.\nA search counts until the last of the wanted results stands there.\n",
    False: "There was no Chromium: what a first visit fetches was counted from the files that a page names.\n",
}


def table(head: str, rows: Iterable[str]) -> str:
    """A table in Markdown."""
    return "\n".join([head, "|---" * head.count(" | ") + "|---|", *rows])


def limit(measure: dict[str, Any]) -> str:
    """The limit, and whether it was missed."""
    bound, found = measure["limit"], measure["median"]
    if bound is None:
        return ""
    missed = found < bound if measure["least"] else found > bound
    return f"{'at least ' if measure['least'] else ''}{bound:g}{', **missed**' if missed else ''}"


def number(value: float) -> str:
    """A number to three digits, large ones whole."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def row(measure: dict[str, Any]) -> str:
    """One line of the table."""
    spread = f"{number(measure['least_ratio'])} – {number(measure['greatest'])}"
    return f"| {measure['name']} | {number(measure['median'])} | {spread} | {measure['rounds']} | {limit(measure)} |"


def remarks(measures: list[dict[str, Any]]) -> str:
    """What is to say of each limit that was missed; other remarks wait for their turn."""
    missed = [each["name"] for each in measures if "missed" in limit(each)]
    told = [text for start, text in REMARKS.items() if any(name.startswith(start) for name in missed)]
    return "## What misses its limit, and why\n\n" + "\n\n".join(told) + "\n" if told else ""


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    head = ABOUT.format(**{**results, "versions": versions})
    counts = (f"| {name} | {value:g} |" for name, value in results["counts"].items())
    seconds = (f"| {name} | {value:.3f} |" for name, value in results["seconds"].items())
    missing = [*results["missing"], "Whatever a network adds: times in the browser are those of one machine."]
    parts = [
        f"{head}{BROWSER[results['browser']]}",
        PEERS,
        "## Measures\n",
        table("| Measure | Median | Range | Rounds | Limit |", map(row, results["measures"])) + "\n",
        remarks(results["measures"]),
        "## Counts\n",
        table("| Count | |", counts) + "\n",
        "## CPU seconds\n",
        table("| Case | Seconds |", seconds) + "\n",
        "## What was not measured\n",
        "\n".join(f"- {each}" for each in missing) + "\n",
    ]
    return "\n".join(part for part in parts if part)


if __name__ == "__main__":
    PAGE.write_text(page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
