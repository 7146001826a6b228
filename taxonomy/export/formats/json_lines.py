"""The reference as JSON Lines: one record a line, its kind first.

A reader that guesses the columns of a stream looks at its first lines: polars at 100, and drops without
a word whatever comes only later. So the file begins with records that together have every field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from taxonomy.export.edition import Edition
from taxonomy.model.records import FOLDERS

from .json_document import document

KIND_OF = {**{folder: kind for kind, folder in FOLDERS.items()}, "sources": "source", "rules": "rule"}


def records(edition: Edition) -> Iterator[dict[str, Any]]:
    """Every record, with the name of its kind first."""
    whole = document(edition)
    for folder, kind in KIND_OF.items():
        for record in whole[folder]:
            yield {"record": kind, **record}


def paths(data: Any, at: str = "") -> Iterator[str]:
    """Every field of a record, also within its lists and blocks, with the kind of value that it has."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from paths(value, f"{at}.{name}")
    elif isinstance(data, list):
        for each in data:
            yield from paths(each, f"{at}[]")
    else:
        yield f"{at}:{type(data).__name__}"


def telling_first(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records in their order, but first those that have a field which none before them has."""
    fields = [set(paths(each)) for each in found]
    seen: set[str] = set()
    first = []
    # Those with the most fields begin, so that few are needed.
    for number in sorted(range(len(found)), key=lambda number: -len(fields[number])):
        if fields[number] - seen:
            seen |= fields[number]
            first.append(number)
    rest = set(range(len(found))) - set(first)
    return [found[number] for number in (*first, *sorted(rest))]


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.jsonl``."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in telling_first([*records(edition)]))
    return {"taxonomy.jsonl": "".join(f"{line}\n" for line in lines).encode()}
