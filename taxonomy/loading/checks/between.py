"""Rules for what cannot be between records: one name of two things, and decisions that nobody took."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taxonomy.model.citation import Citation, cited_keys
from taxonomy.model.problems import FieldPath
from taxonomy.model.vocabulary import PLACE_OF_AGENCY

from .approvals import DECIDED
from .complaint import Data, Located, Records
from .sense import ENDED_WELL, folded, texts

#: Words by which a source tells that it is of a place: its agency, its name, its web addresses.
OF_PLACE = {
    place: re.compile(words, re.IGNORECASE)
    for place, words in {
        "US": r"fda|\bus\b|u\.s\.|united states|america|dailymed|federal|\.gov\b",
        "EU": r"\bema\b|ema-|europe|\.eu\b|\beu\b|\bec\b",
        "UK": r"mhra|\buk\b|united kingdom|nice\b|\.uk\b|nhs|brit|england|scot",
        "JP": r"pmda|japan|\.jp\b|mhlw",
        "CA": r"canad|\.ca\b|hc-sc",
        "AU": r"tga\b|austral|\.au\b",
        "KR": r"mfds|korea|\.kr\b",
        "CN": r"nmpa|chin|\.cn\b",
        "IN": r"cdsco|india|\.in\b",
        "CH": r"swiss|switz|\.ch\b",
    }.items()
}
#: Licences that two records share, since the agency gave a new name to a new use; each must stay true.
SHARED = {
    ("FDA", "BLA 103948"): ("alemtuzumab-campath", "alemtuzumab-lemtrada"),
    ("FDA", "BLA 125326"): ("ofatumumab-arzerra", "ofatumumab-kesimpta"),
}
OFFICIAL = ("label", "regulator", "law")
BROKEN = ""  # in the place of what nobody knows


#: Kinds of names that mean just the thing: no other thing may have them.
OWN = ("exact", "abbreviation", "inn", "brand", "code")


def names_of(records: Records, kind: str, *fields: str) -> Iterator[tuple[str, FieldPath, str]]:
    """Every name of every record of a kind that is its own: its identifier, the place and the name."""
    for id, record in records[kind].items():
        for field in fields:
            value = record.get(field, ())
            for path, name in [((field,), value)] if isinstance(value, str) else texts(value, (field,)):
                yield id, path, name
        for number, group in enumerate(record.get("names", ()) if len(fields) > 1 else ()):
            for place, name in enumerate(group["names"] if group["kind"] in OWN else ()):
                yield id, ("names", number, "names", place), name


def product_has_names_of_its_own(records: Records) -> Located:
    """No name, brand or code of a product stands on another, or on an illness."""
    seen = {folded(name): id for id, _, name in names_of(records, "illness", "name", "synonyms")}
    for id, path, name in names_of(records, "product", "name", "brands"):
        if seen.setdefault(folded(name), id) != id:
            yield ("product", id), path, f"'{name}' is also a name of {seen[folded(name)]}", "a name of its own"


def licence_is_of_one_product(records: Records) -> Located:
    """No licence number stands on two products, but for the known ones that do."""
    holders: dict[tuple[str, str], dict[str, FieldPath]] = {}
    for id, record in records["product"].items():
        for place, approval in enumerate(record.get("approvals", [])):
            number = approval["agency"], approval.get("number", "").partition(",")[0]
            if number[1]:
                holders.setdefault(number, {}).setdefault(id, ("approvals", place, "number"))
    for number, found in holders.items():
        first, *others = found
        for id in others if tuple(found) != SHARED.get(number) else ():
            yield ("product", id), found[id], f"'{number[1]}' is also the number of {first}", "a number of its own"
    for number, pair in SHARED.items():
        for id in pair if tuple(holders.get(number, ())) != pair else ():
            if id in records["product"]:
                what = f"{number[1]} is called shared (SHARED in checks/between.py), and is not"
                yield ("product", id), ("approvals",), what, "a list that tells what is"


def type_has_names_of_its_own(records: Records) -> Located:
    """No name of a type stands on another type or an illness, or on a product unless that is the only one of the type."""
    seen: dict[str, str] = {}
    only: dict[str, list[str]] = {}
    for id, record in records["product"].items():
        only.setdefault(record.get("type", ""), []).append(id)
    products = {folded(name): id for id, _, name in names_of(records, "product", "name", "brands")}
    illnesses = {folded(name): id for id, _, name in names_of(records, "illness", "name", "synonyms")}
    for id, path, name in names_of(records, "type", "name", "synonyms"):
        product = products.get(folded(name), "")
        if seen.setdefault(folded(name), id) != id:
            yield ("type", id), path, f"'{name}' is also a name of {seen[folded(name)]}", "a name of its own"
        elif product and only.get(id) != [product]:
            yield ("type", id), path, f"'{name}' names the product {product}", "names of the whole type"
        elif folded(name) in illnesses:
            yield ("type", id), path, f"'{name}' is also a name of {illnesses[folded(name)]}", "a name of its own"


def name_is_of_one(records: Records) -> Located:
    """No two authorities, countries or concepts have one name, and no concept that of a type."""
    for kind, *fields in (
        ("authority", "name"),
        ("authority", "short"),
        ("country", "name"),
        ("concept", "name", "synonyms"),
    ):
        types = names_of(records, "type", "name", "synonyms") if kind == "concept" else ()
        seen = {folded(name): id for id, _, name in types}
        for id, path, name in names_of(records, kind, *fields):
            if seen.setdefault(folded(name), id) != id:
                yield (kind, id), path, f"'{name}' is also a name of {seen[folded(name)]}", "a name of its own"


def product_is_of_its_kind(records: Records) -> Located:
    """A use names products whose type is this one, or a kind of the same wider type."""
    above: dict[str, set[str]] = {}
    for id, record in records["type"].items():
        for number, use in enumerate(record.get("uses", [])):
            for place, status in enumerate(use["status"]):
                for nth, product in enumerate(status.get("products", [])):
                    type_ = records["product"].get(product, {}).get("type", id)
                    mine, other = wider(records, id, above), wider(records, type_, above)
                    if not mine & other and BROKEN not in mine | other:
                        path = ("uses", number, "status", place, "products", nth)
                        yield (
                            ("type", id),
                            path,
                            f"{product} is {type_}, which is nothing of the kind",
                            "products of it",
                        )


def wider(records: Records, id: str, known: dict[str, set[str]]) -> set[str]:
    """A type and all above it; with ``BROKEN`` if a record of these is broken, which is told there."""
    if id not in known:
        found, waiting = {id}, [id]
        while waiting:
            record = records["type"].get(waiting.pop())
            more = set(record.get("parents", ()) if record else [BROKEN]) - found
            found |= more
            waiting += more
        known[id] = found
    return known[id]


def claim_is_made_once(records: Records) -> Located:
    """No two claims say the same, have the same truth or the same number."""
    for field in ("truth", "said", "seed"):
        seen: dict[str, str] = {}
        for id, path, text in names_of(records, "claim", field):
            if seen.setdefault(folded(text), id) != id:
                yield ("claim", id), path, f"is that of {seen[folded(text)]}", "a claim of its own"


def same_meaning_is_one_record(records: Records) -> Located:
    """No term of another vocabulary means exactly two records, or is mapped twice by one."""
    for kind in ("type", "illness", "concept"):
        exact: dict[str, str] = {}
        for id, record in records[kind].items():
            mine: set[str] = set()
            for place, mapping in enumerate(record.get("mappings", [])):
                term = mapping["object_id"]
                other = exact.setdefault(term, id) if mapping["predicate"] == "skos:exactMatch" else id
                if term in mine or other != id:
                    what = f"'{term}' is mapped by {other} already"
                    yield (kind, id), ("mappings", place, "object_id"), what, "each term once"
                mine.add(term)


def statuses(records: Records) -> Iterator[tuple[str, FieldPath, Data]]:
    """Every status by which a use is approved in one country."""
    for id, record in records["type"].items():
        for number, use in enumerate(record.get("uses", [])):
            for place, status in enumerate(use["status"]):
                if status["state"] in ENDED_WELL and status["jurisdiction"] in OF_PLACE:
                    yield id, ("uses", number, "status", place), status


def decisions(records: Records) -> dict[str, dict[str, set[str]]]:
    """What holds of each product in each place."""
    found: dict[str, dict[str, set[str]]] = {}
    for id, record in records["product"].items():
        for approval in record.get("approvals", []):
            places = found.setdefault(id, {})
            places.setdefault(PLACE_OF_AGENCY[approval["agency"]], set()).add(approval["status"])
    return found


def approved_product_stands(records: Records) -> Located:
    """A product that a status names stands approved there, if its record tells of that agency."""
    decided = decisions(records)
    for id, path, status in statuses(records):
        for number, product in enumerate(status.get("products", [])):
            there = decided.get(product, {}).get(status["jurisdiction"], set())
            if there and not there & set(DECIDED):
                what = f"{product} is {' and '.join(sorted(there))} in {status['jurisdiction']}"
                yield ("type", id), (*path, "products", number), what, "products that are approved there"


def status_is_of_its_place(records: Records) -> Located:
    """An approval somewhere rests on a product that is approved there, or on a source from there."""
    decided, sources = decisions(records), records.get("source", {})
    for id, path, status in statuses(records):
        place = status["jurisdiction"]
        products = status.get("products", [])
        if any(decided.get(each, {}).get(place, set()) & set(DECIDED) for each in products):
            continue
        if not all(records["product"].get(each) for each in products):  # a broken one is told as what it is
            continue
        keys = cited_keys(status["sources"])
        if not all(key in sources for key in keys):  # told as what it is
            continue
        cited = [(key, sources[key]) for key in keys]
        official = any(fields.get("keywords") in OFFICIAL and place == "US" for _, fields in cited)
        if not official and not any(OF_PLACE[place].search(" ".join([key, *fields.values()])) for key, fields in cited):
            what = f"cites nothing from {place}, and no product that is approved there"
            yield ("type", id), (*path, "sources"), what, "a product that is approved there, or a source from there"


def retracted_source_is_not_alone(records: Records) -> Located:
    """A source that was retracted proves nothing alone."""
    gone = {key for key, fields in records.get("source", {}).items() if "retracted" in fields}
    if not gone:
        return
    for kind in records.keys() - {"source"}:
        for id, record in records[kind].items():
            for path, block in lists(record):
                keys = {Citation.parse(each).key for each in block}
                if keys <= gone:
                    yield (
                        (kind, id),
                        path,
                        f"cites only what was retracted: {', '.join(sorted(keys))}",
                        "another source",
                    )


def lists(data: Data, path: FieldPath = ()) -> Iterator[tuple[FieldPath, list[str]]]:
    """Every list of citations in a record."""
    for step, each in data.items():
        if step in ("sources", "basis"):
            yield (*path, step), each
        elif isinstance(each, dict):
            yield from lists(each, (*path, step))
        elif each and isinstance(each[0], dict):
            for number, block in enumerate(each):
                yield from lists(block, (*path, step, number))
