"""What the commands print for a person, with rich."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from taxonomy.decide.classification import Answer, Classification
from taxonomy.model import vocabulary as v
from taxonomy.model.fields import Record
from taxonomy.model.records import Authority, Claim, Product, Statement, Type
from taxonomy.query.comparison import Row
from taxonomy.query.labels import label
from taxonomy.query.search import Hit
from taxonomy.query.taxonomy import Taxonomy

COLOUR = {"yes": "green", "no": "blue", "contested": "yellow"}


class Quiet(Console):
    """A console that leaves a closed pipe to the command line."""

    def on_broken_pipe(self) -> None:
        """Pass it on.

        Raises:
            BrokenPipeError: always.
        """
        raise BrokenPipeError


WIDEST = 100  # letters in a line of text: longer ones are hard to read, and a pager cuts them


def out() -> Console:
    """A console made when it is used, so that it writes to the stream of that moment.

    Where the output goes into a pipe, it is as wide as the terminal that a pager shows it in.
    """
    console = Quiet(highlight=False, markup=False)  # brackets are citations, not styles
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = terminal_width()
    console.width = min(console.width, WIDEST)
    return console


def terminal_width() -> int:
    """The width of the terminal that reads errors or gives input; the widest line if there is none."""
    for stream in (sys.stderr, sys.stdin):
        with suppress(AttributeError, OSError, ValueError):  # closed, or none
            return os.get_terminal_size(stream.fileno()).columns or WIDEST
    return WIDEST


def print_table(heads: Sequence[str], rows: Iterable[Sequence[Text]]) -> None:
    """A table. In a pipe each row is a line and nothing is cut, so that it can be searched and pasted."""
    console = Quiet(highlight=False, markup=False)
    if not console.is_terminal:
        lines = [[*heads], *([cell.plain for cell in row] for row in rows)]
        wide = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for words in lines:
            print("  ".join(map(str.ljust, words, wide)).rstrip())
        return
    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head == "identifier")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def line(*parts: tuple[str, str]) -> Text:
    return Text.assemble(*parts)


def list_(taxonomy: Taxonomy, kind: str, records: Sequence[Record]) -> None:
    columns = {
        "type": ("identifier", "name", "cell therapy", "immunotherapy"),
        "product": ("identifier", "brand", "type", "approvals"),
        "claim": ("identifier", "verdict", "what is said"),
        "authority": ("identifier", "name"),
    }[kind]
    print_table(columns, (row(taxonomy, record) for record in records))


def row(taxonomy: Taxonomy, record: Record) -> list[Text]:
    if isinstance(record, Type):
        found = taxonomy.classify(record)
        answers = [Text(a.value, COLOUR[a.value]) for a in found.answers]
        return [Text(record.id, "bold"), Text(record.name), *answers]
    if isinstance(record, Product):
        decided = ", ".join(dict.fromkeys(f"{each.agency} {each.date[:4]}".strip() for each in record.approvals))
        return [Text(record.id, "bold"), Text(", ".join(record.brands)), Text(record.type), Text(decided)]
    if isinstance(record, Claim):
        return [Text(record.id, "bold"), Text(v.VERDICT[record.verdict]), Text(record.said)]
    assert isinstance(record, Authority)
    return [Text(record.id, "bold"), Text(record.name)]


def show(taxonomy: Taxonomy, kind: str, record: Record) -> None:
    console = out()
    name = record.data.get("name") or record.data.get("truth") or "Given up"
    console.print(line((str(name), "bold"), (f"  {kind} {record.data['id']}", "dim")))
    if isinstance(record, Type):
        console.print(record.sentence)
        for answer in taxonomy.classify(record).answers:
            console.print(Padding(heading(answer), (1, 0, 0, 0)))
        for use in record.uses:
            console.print(Padding(Text(use.indication, "bold"), (1, 0, 0, 0)))
            for status in use.status:
                where = v.JURISDICTION[status.jurisdiction]
                console.print(Padding(Text(f"{where}: {label(use, status).words} ({status.date})"), (0, 2)))
            console.print(Padding(Text(use.sentence), (0, 2)))
    else:
        fields(console, record.data, 0)
    if "reviewed" in record.data:  # an identifier that was given up says nothing of a treatment
        console.print(
            Padding(Text(f"Reviewed {record.data['reviewed']}. Information, not medical advice.", "dim"), (1, 0, 0, 0))
        )


def fields(console: Console, data: Any, depth: int) -> None:
    """Any record, field by field."""
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for each in value:
                console.print(Padding(Text(name, "dim"), (0, 0, 0, depth)))
                fields(console, each, depth + 2)
        elif name not in ("id", "name", "truth", "reviewed"):
            words = ", ".join(value) if isinstance(value, list) else str(value)
            console.print(Padding(line((f"{name}: ", "dim"), (words, "")), (0, 0, 0, depth)))


def heading(answer: Answer) -> Text:
    question = f"Is it {'an ' if answer.term == 'immunotherapy' else 'a '}{v.TERM[answer.term]}? "
    return line((question, "bold"), (v.ANSWER[answer.value] + ".", f"bold {COLOUR[answer.value]}"))


def why(taxonomy: Taxonomy, type_: Type, found: Classification) -> None:
    console = out()
    console.print(line((type_.name, "bold underline")))
    console.print(type_.sentence)
    for answer in found.answers:
        console.print()
        console.print(heading(answer))
        console.print(Padding(Text(answer.reason), (0, 2)))
        for says in answer.says:
            console.print(Padding(line((f"{authority(taxonomy, says.authority)} says {says.value}: ", COLOUR[says.value]), (says.reason + ".", ""), (f"  [{says.source}]", "dim")), (0, 2, 0, 4)))  # fmt: skip
        if answer.unsettled:
            console.print(Padding(Text("The science is open here, not only the wording."), (0, 2)))
        elif answer.value == "contested":
            console.print(
                Padding(
                    Text("For you this changes nothing about the treatment: it changes which shelf the leaflet is on."),
                    (0, 2),
                )
            )
        console.print(Padding(Text(f"Rule {', '.join(answer.rules)}.", "dim"), (0, 2)))
    if found.subclasses:
        console.print()
        console.print("It is also: " + "; ".join(rule.value for rule in found.subclasses) + ".")
    console.print(
        f"Derived class in the EU: {found.eu_class.value}; in the US: {found.fda_class.value} (our reading of the law)."
    )
    console.print()
    console.print(Text("This is a label, not a verdict: it says nothing about whether the treatment works.", "italic"))


def authority(taxonomy: Taxonomy, id: str) -> str:
    return taxonomy.authorities[id].short if id in taxonomy.authorities else id


def according_to(
    taxonomy: Taxonomy, types: tuple[Type, Type], id: str, placed: list[Statement], rules: list[dict[str, Any]]
) -> None:
    """Print what is recorded of a type, or of the nearest wider one, and what follows from a definition."""
    console = out()
    type_, of = types
    recorded = "Recorded" if of == type_ else f"Recorded of the wider “{of.name}”"
    console.print(line((f"{type_.name}, according to {authority(taxonomy, id)}", "bold")))
    for each in placed:
        where = f" ({each.place})" if each.place else ""
        console.print(f"{recorded}: {v.TERM[each.term]}: {each.says}{where}  [{', '.join(each.sources)}]")
    for rule in rules:
        console.print(
            f"By its definition: {v.TERM[rule['term']]}: {rule['value']}, because {rule['reason']}  [{rule['source']}]"
        )
    if not placed and not rules:
        console.print("Nothing is recorded.")


def compare(types: Sequence[Type], rows: Sequence[Row]) -> None:
    console = out()
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            console.rule(v.QUESTION_GROUP[group], align="left")
        console.print(Text(row.question, "bold"))
        for type_, cell in zip(types, row.cells, strict=True):
            console.print(Padding(line((f"{type_.name}: ", "cyan"), (" ".join(cell.told), "")), (0, 2)))
    console.print(Text("Information, not medical advice.", "dim"))


def search(hits: list[Hit]) -> None:
    rows = ([Text(hit.kind), Text(hit.id, "bold"), Text(hit.name), Text(hit.matched)] for hit in hits)
    print_table(("kind", "identifier", "name", "found as"), rows)


def count(made: Mapping[str, Mapping[str, int]]) -> None:
    rows = (
        [Text(group), Text(name), Text(f"{number:,}")]
        for group, found in made.items()
        for name, number in found.items()
    )
    print_table(("counted", "by", "how many"), rows)
