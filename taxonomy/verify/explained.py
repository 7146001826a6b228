"""Explained differences between the products and the regulators' files.

They stand in ``explained.yaml``, beside the records.
"""

from __future__ import annotations

from pathlib import Path

from taxonomy.loading.field_checks import check_fields
from taxonomy.loading.yaml_file import File
from taxonomy.model import vocabulary as v
from taxonomy.model.fields import Field, Record, choice, citations, day, text
from taxonomy.model.problems import DataError, Problem, Report, dotted

from .regulators import AgencyFile

FIELD = {
    "name": "the non-proprietary name",
    "brand": "the brand names",
    "holder": "the holder of the licence",
    "number": "the number of the application",
    "date": "the day of the decision",
    "ended": "the day on which the approval ended",
    "status": "what holds now",
    "missing": "a cell, gene or tissue product that is not here",
    "appeared": "another licence of a substance that is here",
}


class Explained(Record):
    """A difference between a product and an agency's file that has a reason."""

    product: Field[str] = text("The product, or the number in the file of one that is not here.", required=True)
    agency: Field[str] = choice("Whose file.", {agency: v.AGENCY[agency] for agency in ("FDA", "EMA")}, required=True)
    field: Field[str] = choice("What differs.", FIELD, required=True)
    says: Field[str] = text("What the file says.", required=True)
    reason: Field[str] = text("Why that is not what stands here.", required=True)
    since: Field[str] = day("The first edition of the file in which it says so, by the newest day in it.")
    until: Field[str] = day("The last edition of the file in which it says so, by the newest day in it.")
    sources: Field[list[str]] = citations(required=True)

    def applies(self, file: AgencyFile) -> bool:
        """Whether it speaks of this edition of the file."""
        return self.since <= file.newest and (not self.until or file.newest <= self.until)


def explanations(path: Path) -> list[tuple[int, Explained]]:
    """The explained differences, each with its line.

    Raises:
        DataError: if the file cannot be used.
    """
    file = File(path, str(path))
    problems = list(file.problems)
    if file.data is not None and not isinstance(file.data, list):
        problems.append(Problem(str(path), 1, "file", "is not a list", "explanations, each after '- '"))
    for number, each in enumerate(file.data if isinstance(file.data, list) else []):
        report = Report()
        check_fields(Explained, each, (number,), report)
        problems += [
            Problem(str(path), file.line(at), dotted(where), what, expected)
            for where, at, what, expected in report.complaints
        ]
    if problems:
        raise DataError(problems)
    return [(file.line((number,)), Explained(each)) for number, each in enumerate(file.data)]
