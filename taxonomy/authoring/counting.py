"""What the reference holds, counted: its uses with their dates, statuses by place, and what its facts rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from taxonomy.loading.bibtex_checks import KINDS as SOURCE_KINDS
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import PRESS, kinds_of
from taxonomy.model.problems import Problem, dotted
from taxonomy.model.records import FOLDERS

Where = tuple[str | int, ...]
#: Kinds of sources, the best first; what rests on the last of them rests on nothing better.
BEST_FIRST = [*(kind for kind in SOURCE_KINDS if kind != PRESS), PRESS]


class Fact(NamedTuple):
    """A part of a record that has sources of its own.

    Attributes:
        where: its place in the record.
        best: the best kind among its sources.
    """

    kind: str
    id: str
    where: Where
    best: str


def facts(folder: Folder) -> Iterator[Fact]:
    """Every part of a record that names its sources, with the best kind among them."""
    sources = folder.sources
    for (kind, id), record in ((key, folder.records[key[0]][key[1]]) for key in folder.files):
        for where, citations in sourced(record):
            kinds = kinds_of(citations, sources)
            if kinds:
                yield Fact(kind, id, where, min(kinds, key=BEST_FIRST.index))


def sourced(value: Any, where: Where = ()) -> Iterator[tuple[Where, list[str]]]:
    """Every list of sources in a record that is not empty, with the place of what it belongs to."""
    if isinstance(value, dict):
        if value.get("sources"):
            yield where, value["sources"]
        for name, inner in value.items():
            yield from sourced(inner, (*where, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from sourced(inner, (*where, number))


def on_press_alone(folder: Folder) -> list[Problem]:
    """The place of each fact for which news and company reports are all that is known."""
    found = []
    for fact in facts(folder):
        if fact.best == PRESS:
            file = folder.files[fact.kind, fact.id]
            what, expected = "rests on news and company reports alone", "a regulator, a label, a journal or a guideline"
            place = dotted((*fact.where, "sources"))
            found.append(Problem(file.shown, file.line((*fact.where, "sources")), place, what, expected))
    return sorted(found)


def counts(folder: Folder) -> dict[str, dict[str, int]]:
    """What is there, by what it is: records, uses, statuses by place, facts by the best kind of their sources."""
    types = [each for each in folder.records["type"].values() if "replaced_by" not in each]
    uses = [use for each in types for use in each.get("uses", ())]
    statuses = [status for use in uses for status in use["status"]]
    return {
        "records": {plural: len(folder.records[kind]) for kind, plural in FOLDERS.items()},
        "uses": {
            "uses": len(uses),
            "uses with a date of their own": sum(any(each.get("date") for each in use["status"]) for use in uses),
            "uses whose studies were read": sum(use["certainty"] != "not_read" for use in uses),
            "types with uses": sum(bool(each.get("uses")) for each in types),
            "types whose uses are complete": sum(bool(each.get("uses_complete")) for each in types),
        },
        "statuses by place": dict(Counter(each["jurisdiction"] for each in statuses).most_common()),
        "facts by the best kind of their sources": by_best(folder),
    }


def by_best(folder: Folder) -> dict[str, int]:
    """How many facts rest on which kind of source at best."""
    found = Counter(fact.best for fact in facts(folder))
    return {kind: found[kind] for kind in BEST_FIRST}
