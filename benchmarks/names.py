"""How well names from trials are recognised: 330 of them, drawn by chance and labelled by hand.

``intervention_names.csv`` holds each with what it should be found to mean: identifiers of which any
is right, or nothing. It names the trial, and the public copy of ClinicalTrials.gov from which it was
drawn: 230 of all interventions, 100 more of those that the register calls biological or genetic.
The rule for the labels: what the words of the name tell, and products that the reference has; a
code of a product that it has not is nothing. Why a name is missed stands beside it.

``intervention_names_unseen.csv`` holds 60 more, from other copies: they were labelled before anybody tried
them, and the column ``at_first`` keeps whether each was right then. The rules were mended afterwards.

``python -m benchmarks.names`` prints the score, and every name that is missed or found in vain.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import taxonomy

NAMES = Path(__file__).parent / "intervention_names.csv"
UNSEEN = Path(__file__).parent / "intervention_names_unseen.csv"


class Case(NamedTuple):
    """One name, what it means, and what was found; whether it was right when nobody had seen it, if that is known."""

    name: str
    expected: frozenset[str]
    at_first: str
    why_missed: str
    found: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the first that was found is right, or nothing was found where there is nothing."""
        return self.found[0] in self.expected if self.expected and self.found else not self.expected and not self.found


def cases(path: Path = NAMES) -> list[Case]:
    """Every name of a file of names, annotated."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = taxonomy.annotate(row["name"] for row in rows)
    return [
        Case(
            row["name"],
            frozenset(filter(None, row["expected"].split("|"))),
            row.get("at_first", ""),
            row.get("why_missed", ""),
            tuple(hit.id for hit in each.hits),
        )
        for row, each in zip(rows, found, strict=True)
    ]


class Score(NamedTuple):
    """How many names that mean something were found, and how many that mean nothing were found in vain."""

    right: int
    of: int
    in_vain: int
    of_nothing: int


def score(of: list[Case]) -> Score:
    """The score of annotated names."""
    something = [each for each in of if each.expected]
    nothing = [each for each in of if not each.expected]
    return Score(
        sum(each.right for each in something),
        len(something),
        sum(not each.right for each in nothing),
        len(nothing),
    )


def main() -> None:
    """Print the score, and each name that is not right."""
    for path in (NAMES, UNSEEN):
        found = cases(path)
        print("{}: {} of {} right, {} of {} found in vain".format(path.name, *score(found)))
        for each in found:
            if not each.right:
                print(f"{each.name}: {', '.join(each.found) or 'nothing'}; {each.why_missed}")


if __name__ == "__main__":
    main()
