"""Print facts drawn at random, each with its sources, for a second, independent reading.

    python tests/sample_facts.py [--seed 1] [--count 30]

The same seed draws the same facts from the same data.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import taxonomy

# Fields that hold a fact, beside the `sources` of the same block or of a block around it.
FACTS = frozenset(
    {
        "text",
        "sentence",
        "accurate",
        "core",
        "quote",
        "position",
        "studies",
        "harms",
        "state",
        "date",
        "says",
        "object_label",
    }
)


class Fact(NamedTuple):
    """One fact: where it stands, what it says, and the citations beside it."""

    place: str
    words: str
    sources: tuple[str, ...]


def facts(value: Any, place: str, sources: tuple[str, ...], context: str = "") -> Iterator[Fact]:
    """Every fact in a record, with the nearest sources."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            if isinstance(each, dict):
                yield from facts(each, f"{place}[{number}]", sources, context)
    elif isinstance(value, dict):
        near = tuple(value.get("sources", sources))
        about = " ".join(
            value[key]
            for key in ("indication", "jurisdiction", "agency", "number", "authority", "term", "object_id")
            if isinstance(value.get(key), str)
        )
        context = f"{context} {about}".strip()
        for name, each in value.items():
            if name in FACTS and isinstance(each, str):
                yield Fact(f"{place}.{name}", f"{context}: {each}" if context else each, near)
            elif name != "attributes":
                yield from facts(each, f"{place}.{name}", near, context)


def draw(seed: int, count: int) -> list[Fact]:
    """Facts drawn at random from all that have a source."""
    records = taxonomy.load().records
    every = [
        fact
        for kind, found in sorted(records.items())
        for id, record in sorted(found.items())
        for fact in facts(record, f"{kind} {id}", ())
        if fact.sources and "No reliable figure found" not in fact.words
    ]
    return random.Random(seed).sample(every, count)  # noqa: S311 - a draw, not a secret


def main() -> None:
    """Print the facts."""
    parser = argparse.ArgumentParser(description="Print facts drawn at random, with their sources.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30)
    args = parser.parse_args()
    sources = taxonomy.load().sources
    for number, fact in enumerate(draw(args.seed, args.count), 1):
        print(f"{number}. {fact.place}\n   {fact.words}")  # noqa: T201
        for citation in fact.sources:
            source = sources[taxonomy.Citation.parse(citation).key]
            print(f"   - {citation}: {source.author}, {source.title} ({source.year}) {source.url} {source.note}")  # noqa: T201


if __name__ == "__main__":
    main()
