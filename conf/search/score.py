"""How well the search answers: the questions of a file, and what came first when they were asked.

``asked.csv`` has a line for each question: what was typed, the pages that answer it (with spaces between), the three
pages that came first, and the day. A new question is a line with the first two; ``python -m conf.search.ask`` asks it.
A question that was typed before anybody had prepared an answer keeps the place of the right page on that day as ``unseen``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple, Self

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

ASKED: Final = Path(__file__).with_name("asked.csv")
COLUMNS: Final = ("asked", "answers", "first", "date", "unseen")
SHOWN: Final = 3


class Asked(NamedTuple):
    """A question that was asked.

    Attributes:
        asked: as it was typed.
        answers: pages that answer it.
        first: the pages that came first.
        date: when it was asked.
        unseen: the place of the right page when it was typed for the first time, from 1, or 0; nothing if the question
            was known beforehand.
    """

    asked: str
    answers: tuple[str, ...]
    first: tuple[str, ...]
    date: str
    unseen: str = ""

    @classmethod
    def read(cls, path: Path = ASKED) -> list[Self]:
        """All questions of the file."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return [
            cls(
                row["asked"],
                tuple(row["answers"].split()),
                tuple((row["first"] or "").split()),
                row["date"] or "",
                row["unseen"] or "",
            )
            for row in rows
        ]

    @property
    def place(self) -> int:
        """The place of the first page that answers, from 1; 0 if none of those shown does."""
        return next((place for place, page in enumerate(self.first, 1) if page in self.answers), 0)


def write(questions: Iterable[Asked], path: Path = ASKED) -> None:
    """Write the file anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(
            [each.asked, " ".join(each.answers), " ".join(each.first), each.date, each.unseen] for each in questions
        )


class Score(SphinxDirective):
    """``{reader-score}``: how many questions are answered, and each with what came first."""

    def run(self) -> list[nodes.Node]:
        """The sums, then a list of the questions."""
        self.env.note_dependency(str(ASKED))
        questions = Asked.read()
        first, among = (sum(0 < each.place <= most for each in questions) for most in (1, SHOWN))
        day = max(each.date for each in questions)
        text = (
            f"On {day} we typed {len(questions)} questions. "
            f"The first result led to a page that answers for {first}, one of the first three for {among}."
        )
        fresh = [int(each.unseen) for each in questions if each.unseen]
        first, among = (sum(0 < place <= most for place in fresh) for most in (1, SHOWN))
        new = (
            f"{len(fresh)} of them were typed before anybody had prepared an answer. "
            f"On that first day the first result answered {first}, one of the first three {among}. "
            "Then we wrote the missing answers."
        )
        said = [nodes.paragraph(each, each) for each in (text, new)[: 2 if fresh else 1]]
        return [*said, nodes.bullet_list("", *map(self.item, questions))]

    def item(self, question: Asked) -> nodes.list_item:
        """One question, how well it was answered, and the page that came first."""
        told = ("not answered by the first three", "answered by the first", "answered by the second", "by the third")
        said = nodes.paragraph("", f"“{question.asked}”: {told[question.place]}")
        if question.first and question.first[0] in self.env.found_docs:
            link = pending_xref(
                "",
                nodes.inline(),
                refdomain="std",
                reftype="doc",
                refdoc=self.env.docname,
                reftarget=f"/{question.first[0]}",
                refexplicit=False,
                refwarn=True,
            )
            said += [nodes.Text(". First came "), link]
        said += nodes.Text(".")
        return nodes.list_item("", said)
