"""What one run found: measures with their limits, counts, and seconds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NamedTuple

from .generate import generate
from .timing import Case, Ratio, Rounds, rounds, seconds


class Measure(NamedTuple):
    """One line of the results; ``limit`` is at most, or at least where ``least`` is true."""

    name: str
    found: Ratio
    limit: float | None
    least: bool

    def plain(self) -> dict[str, Any]:
        """This line as JSON holds it."""
        found = self.found
        return {
            "name": self.name,
            "limit": self.limit,
            "least": self.least,
            "median": round(found.median, 4),
            "least_ratio": round(found.least, 4),
            "greatest": round(found.greatest, 4),
            "rounds": found.rounds,
        }


class Bench:
    """One run of all measures, into one folder.

    Attributes:
        folder: where sets and sites are made.
        measures: what has a median, a range and mostly a limit.
        seconds: median CPU seconds of every case.
        counts: what is counted and not timed.
        missing: what this run could not measure, and why.
    """

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.measures: list[Measure] = []
        self.seconds: dict[str, float] = {}
        self.counts: dict[str, float] = {}
        self.missing: list[str] = []

    def note(self, name: str, found: Ratio, limit: float | None = None, *, least: bool = False) -> None:
        self.measures.append(Measure(name, found, limit, least))
        print(f"{name}: {found.median:.3g} [{found.least:.3g} – {found.greatest:.3g}], limit {limit}", flush=True)

    def timed(self, cases: list[Case], about: str, count: int | None = None, *, warm: bool = True) -> Rounds:
        found = rounds(cases, count or self.options.rounds, self.options.long, warm=warm)
        self.seconds.update({f"{about}: {name}": round(seconds(found, name), 4) for name in found})
        return found

    def made(self, count: int) -> Path:
        """The generated set of one size, made once."""
        folder = self.folder / f"set-{count}"
        if not folder.exists():
            generate(folder, count)
        return folder
