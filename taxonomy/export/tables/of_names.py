"""The table by which a name is looked up: every name of every treatment, product and illness, with its kind."""

from __future__ import annotations

from collections import Counter

from taxonomy.naming.kinds import KINDS, every_name
from taxonomy.query.taxonomy import Taxonomy

from ..columns import Column, Row, Table
from .making import POSITION, REVIEWED, SOURCES, derived

RECORD = {"product": "a product", "type": "a treatment", "illness": "an illness", "concept": "a term"}


def names(taxonomy: Taxonomy) -> Table:
    reviewed = {
        kind: {id: record["reviewed"] for id, record in taxonomy.records[kind].items()}
        for kind in RECORD
        if kind in taxonomy.records
    }
    place: Counter[tuple[str, str]] = Counter()
    rows: list[Row] = []
    for kind, id, name in every_name(taxonomy):
        place[kind, id] += 1
        rows.append({
            "name": name.text, "record": kind, "id": id, "position": place[kind, id], "derived_kind": name.kind,
            "sources": list(name.sources), "reviewed": reviewed[kind][id],
        })  # fmt: skip
    all_columns = (
        Column("name", "text", "The name, or the ending of names."),
        Column("record", "text", "What it names.", words=RECORD),
        Column("id", "text", "The identifier of what it names.", code=True),
        POSITION,
        derived("kind", "text", "What kind of name it is.", KINDS),
        SOURCES,
        REVIEWED,
    )
    help = "A name of a treatment, a product, an illness or a term."
    return Table("names", help, ("record", "id", "position"), (), all_columns, rows)
