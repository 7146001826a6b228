"""Rules that the set of all records keeps."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy.model.fields import nearest

from .complaint import Located, Records
from .treatments import USED

#: The family of medicines that are neither, and that people confuse with them.
ORDINARY = "other-medicines"


def hierarchy_has_no_circle(records: Records) -> Located:
    """No type is its own ancestor."""
    for circle in circles({id: each.get("parents", []) for id, each in records["type"].items()}):
        shown = circle if len(circle) < 8 else [*circle[:3], "…", *circle[-3:]]
        yield ("type", circle[0]), ("parents",), "form a circle: " + " → ".join(shown), "wider types only"


def circles(parents: dict[str, list[str]]) -> Iterator[list[str]]:
    """The circles in which something is above itself, found without recursion: a chain may be of any length."""
    done: set[str] = set()
    for start in parents:
        trail: dict[str, Iterator[str]] = {}  # the way up from the start, each with the parents still to try
        waiting = [start] if start not in done else []
        while waiting or trail:
            if waiting:
                here = waiting.pop()
                trail[here] = iter(parents[here])
            above = next(trail[next(reversed(trail))], None)
            if above is None:
                done.add(trail.popitem()[0])
            elif above in trail:
                way = list(trail)
                yield [*way[way.index(above) :], above]
            elif above not in done and above in parents:
                waiting.append(above)


def wider_illnesses_form_no_circle(records: Records) -> Located:
    """No illness is its own wider illness."""
    for id in records["illness"]:
        above, waiting = set(), [id]
        while waiting:
            for wider in records["illness"].get(waiting.pop(), {}).get("wider", ()):
                if wider == id:
                    yield ("illness", id), ("wider",), f"leads back to {id}", "wider illnesses only"
                if wider not in above:
                    above.add(wider)
                    waiting.append(wider)


def name_of_an_illness_is_its_own(records: Records) -> Located:
    """No name or synonym stands on two illnesses."""
    seen: dict[str, str] = {}
    for id, illness in records["illness"].items():
        for where, name in [
            (("name",), illness.get("name")),
            *((("synonyms", n), s) for n, s in enumerate(illness.get("synonyms", ()))),
        ]:
            if name and seen.setdefault(name.casefold(), id) != id:
                yield ("illness", id), where, f"'{name}' is also a name of {seen[name.casefold()]}", "a name of its own"


def complete_uses_name_each_product(records: Records) -> Located:
    """Uses that are called complete name every standing product of the type."""
    standing: dict[str, list[str]] = {}
    for id, product in records["product"].items():
        agencies = {
            each["agency"] for each in product.get("approvals", ()) if each["status"] in ("approved", "conditional")
        }
        if agencies & {"FDA", "EMA"}:
            standing.setdefault(product["type"], []).append(id)
    for id, record in records["type"].items():
        if "uses_complete" in record:
            named = {
                each
                for use in record.get("uses", ())
                for status in use["status"]
                for each in status.get("products", ())
            }
            missing = [each for each in standing.get(id, ()) if each not in named]
            if missing:
                yield (
                    ("type", id),
                    ("uses_complete",),
                    f"stands beside uses that do not name {', '.join(missing)}",
                    "a use for each product, or no 'uses_complete'",
                )


def nothing_proven_is_true(records: Records) -> Located:
    """An illness for which nothing is proven has no approved use, of cells or through immunity, in which people did better."""
    proven = {
        use["illnesses"][0]: (id, use["indication"])
        for id, record in records["type"].items()
        for use in record.get("uses", ())
        if use["direction"] == "benefit" and any(each["state"] in USED for each in use["status"])
        if len(use.get("illnesses", ())) == 1 and record["family"] != ORDINARY
    }
    for id, illness in records["illness"].items():
        nothing = illness.get("nothing_proven", {})
        if nothing and nothing.get("of", "any") == "any" and id in proven:
            what = f"contradicts the use '{proven[id][1]}' of {proven[id][0]}"
            yield ("illness", id), ("nothing_proven",), what, "no such field where a use is shown to help"


#: What a treatment may have from a wider type.
SHARED_PARTS = ("harms", "steps", "life", "costs")


def other_type_tells_it(records: Records) -> Located:
    """What holds as for another type is told there, or where that type leads to."""
    types = records["type"]
    for id, record in types.items():
        for part in SHARED_PARTS:
            field = f"{part}_as_for"
            at, seen = record.get(field, ""), {id}
            while at not in seen and part not in types.get(at, ()) and field in types.get(at, ()):
                seen.add(at)
                at = types[at][field]
            if record.get(field) == id or (types.get(at) and part not in types[at]):
                told = f"leads to {record[field]}, which tells no {part}"
                yield ("type", id), (field,), told, f"another type that has {part}"


def shown_part_is_there(records: Records) -> Located:
    """A question shows parts that the records have."""
    for id, record in records["question"].items():
        for number, shown in enumerate(record.get("shows", [])):
            type_, part = records["type"].get(shown["type"]), shown["part"]
            if type_ and part in ("uses", *SHARED_PARTS) and not {part, f"{part}_as_for"} & type_.keys():
                expected = "a part that it has"
                yield ("question", id), ("shows", number, "part"), f"is {part}, which {shown['type']} has not", expected


def gene_has_one_number(records: Records) -> Located:
    """A gene has one symbol, and a symbol one gene."""
    numbers: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for id, record in records["product"].items():
        for number, target in enumerate(record.get("targets", [])):
            symbol, gene = target["symbol"], target["hgnc"]
            if numbers.setdefault(symbol, gene) != gene or symbols.setdefault(gene, symbol) != symbol:
                told = f"{symbols.get(gene, symbol)} is {numbers[symbol]} elsewhere"
                yield ("product", id), ("targets", number, "hgnc"), told, "the one number of the gene"


def claim_names_a_known_use(records: Records) -> Located:
    """The use that a claim is about stands in the type's record, word for word."""
    for identifier, claim in records["claim"].items():
        for number, use in enumerate(claim.get("uses", [])):
            known = [each["indication"] for each in records["type"].get(use["type"], {}).get("uses", [])]
            if use["indication"] not in known and records["type"].get(use["type"]):
                what = f"'{use['indication']}' is not a use of {use['type']}"
                expected = "one of: " + "; ".join(known) if known else "a type that has uses"
                yield ("claim", identifier), ("uses", number, "indication"), what, expected


def given_up_identifier_stays_unused(records: Records) -> Located:
    """An identifier that was given up names no new record of any kind."""
    for id, gone in records.get("deprecated", {}).items():
        for kind in records.keys() - {"deprecated", "source"}:
            if gone and id in records[kind]:
                what = f"'{id}' was given up on {gone['date']} (deprecated/{id}.yaml)"
                yield (kind, id), ("id",), what, "another identifier: none is ever used twice"


def given_up_identifier_has_a_replacement(records: Records) -> Located:
    """The replacement of an identifier that was given up is a record of its kind that still stands."""
    for id, gone in records.get("deprecated", {}).items():
        kind, to = gone.get("kind", ""), gone.get("replaced_by", "")
        if gone and to not in records[kind]:
            expected = f"the identifier of a {kind} that still stands"
            yield ("deprecated", id), ("replaced_by",), f"'{to}' is no {kind}{nearest(to, records[kind])}", expected
