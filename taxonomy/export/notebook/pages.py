"""Things as a notebook shows them: small tables, all words escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import singledispatch
from html import escape
from typing import Any

from taxonomy.decide.classification import Classification
from taxonomy.model import vocabulary as v
from taxonomy.model.fields import Record
from taxonomy.model.records import FOLDERS
from taxonomy.query.comparison import Comparison
from taxonomy.query.taxonomy import Taxonomy

from .pictures import overlap

LONGEST = 20  # items of a list: a record may have hundreds


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of HTML: the caption and the head are text, and the cells are HTML; the first heads its row."""
    titles = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    top = f"<thead><tr>{titles}</tr></thead>" if titles else ""
    body = ""
    for first, *others in rows:
        body += f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in others)}</tr>'
    return f"<table><caption>{escape(caption)}</caption>{top}<tbody>{body}</tbody></table>"


def shown(value: Any) -> str:
    """Plain data as HTML: a list as a list, a block as lines of its fields."""
    if isinstance(value, dict):
        return "".join(f"<div><em>{escape(str(name))}</em>: {shown(each)}</div>" for name, each in value.items())
    if isinstance(value, list):
        more = f"<li>… and {len(value) - LONGEST} more</li>" if len(value) > LONGEST else ""
        return f"<ul>{''.join(f'<li>{shown(each)}</li>' for each in value[:LONGEST])}{more}</ul>"
    return escape(str(value))


@singledispatch
def html(thing: object) -> str:
    """A thing of this package as HTML.

    Args:
        thing: a taxonomy, a record, a classification or a comparison; anything else as its text.
    """
    return f"<pre>{escape(repr(thing))}</pre>"


@html.register
def _(thing: Record) -> str:
    """A record: each field that it has, with what the field means as a tip."""
    rows = []
    for name, value in thing.data.items():
        help = thing.fields[name].help if name in thing.fields else ""
        rows.append([f'<span title="{escape(help)}">{escape(name)}</span>', shown(value)])
    return table(f"{type(thing).__name__} {thing.data.get('name', thing.data.get('id', ''))}".strip(), (), rows)


@html.register
def _(thing: Classification) -> str:
    """Both answers, with the rules and who says what."""
    rows = [
        [
            escape(v.TERM[answer.term]),
            f"<strong>{escape(v.ANSWER[answer.value])}</strong>",
            escape(answer.reason),
            escape(", ".join(answer.rules)),
            shown([f"{says.authority}: {says.value}" for says in answer.says]) if answer.says else "",
        ]
        for answer in thing.answers
    ]
    return table("Is it …", ("Term", "Answer", "Why", "Rules", "Who says so"), rows)


@html.register
def _(thing: Comparison) -> str:
    """A column for each type, a row for each question."""
    rows = [[escape(row.question), *(shown(list(cell.told)) for cell in row.cells)] for row in thing.rows]
    return table("Compared", ("", *(type_.name for type_ in thing.types)), rows)


@html.register
def _(thing: Taxonomy) -> str:
    """How many records of each kind, how many types get which answer, and the picture of the two sets."""
    rows = [[escape(FOLDERS[kind]), f"{len(records):,}"] for kind, records in thing.records.items() if records]
    answers = Counter((answer.term, answer.value) for type_ in thing for answer in thing.classify(type_).answers)
    for term, words in v.TERM.items():
        said = ", ".join(f"{value} {answers[term, value]}" for value in v.ANSWER)
        rows.append([f"is it {escape(words)}?", escape(said)])
    return f"{table('Taxonomy', ('Records', 'Number'), rows)}{overlap(thing).svg}"
