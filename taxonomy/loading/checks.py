"""Rules that a record, and the whole set, must keep beyond the form of single fields.

Each rule is a function that yields ``(path, what, expected)``; the sentence of its
docstring is what the contributor's guide prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.model.citation import cited_keys
from taxonomy.model.fields import nearest
from taxonomy.model.problems import FieldPath, Report

Complaint = tuple[FieldPath, str, str]
Data = dict[str, Any]


def effect_has_a_role(record: Data) -> Iterator[Complaint]:
    """An immune effect says whether it is how the treatment is meant to work."""
    for path, what, expected in role_of_effect(record["attributes"]):
        yield ("attributes", *path), what, expected


def role_of_effect(attributes: Data) -> Iterator[Complaint]:
    """The same rule on bare attributes."""
    effects = attributes.get("immune_effect", ["none"])
    if effects != ["none"] and "immune_role" not in attributes:
        yield (
            ("immune_role",),
            "is missing beside an immune_effect",
            "one of primary, co_primary, secondary, none, unclear",
        )


def unproven_use_has_a_warning(record: Data) -> Iterator[Complaint]:
    """A use that is sold without proof carries a warning, and no other use does without need."""
    for number, use in enumerate(record.get("uses", [])):
        unproven = any(status["state"] == "unproven_marketed" for status in use["status"])
        if unproven and "warning" not in use:
            yield ("uses", number, "warning"), "is missing", "a warning, because the use is unproven_marketed"
        if unproven and use["certainty"] in ("high", "moderate") and use["direction"] == "benefit":
            expected = "another state: a use of proven benefit is not unproven_marketed"
            yield ("uses", number, "certainty"), f"is {use['certainty']} for an unproven_marketed use", expected


def evidence_has_a_source(record: Data) -> Iterator[Complaint]:
    """A certainty names the study or review that it rests on, or the date of a search that found none."""
    for number, use in enumerate(record.get("uses", [])):
        if use["certainty"] == "none_found":
            if "searched" not in use:
                yield ("uses", number, "searched"), "is missing", "the date of the search that found no study"
        elif "sources" not in use:
            yield ("uses", number, "sources"), "is missing", "the study or review that the certainty rests on"


def use_is_told_once(record: Data) -> Iterator[Complaint]:
    """A type lists each indication once, and each jurisdiction once for it."""
    seen: set[str] = set()
    for number, use in enumerate(record.get("uses", [])):
        if use["indication"] in seen:
            yield ("uses", number, "indication"), f"'{use['indication']}' is listed twice", "each indication once"
        seen.add(use["indication"])
        places = [status["jurisdiction"] for status in use["status"]]
        for place in sorted({place for place in places if places.count(place) > 1}):
            yield ("uses", number, "status"), f"lists {place} twice", "each jurisdiction once"


def facet_is_sourced(record: Data) -> Iterator[Complaint]:
    """A comparison facet names a source, unless it says that none was found."""
    for name, facet in record.get("facets", {}).items():
        if "sources" not in facet and "no reliable figure found" not in facet["text"].lower():
            yield ("facets", name, "sources"), "is missing", "a key of sources.bib"


def ended_approval_is_dated(record: Data) -> Iterator[Complaint]:
    """An approval that ended does not end before it began."""
    for number, approval in enumerate(record.get("approvals", [])):
        if "ended" in approval and approval["ended"] < approval.get("date", ""):
            yield ("approvals", number, "ended"), f"{approval['ended']} is before the approval", "a later date"


def verdict_against_has_two_sources(record: Data) -> Iterator[Complaint]:
    """A verdict against a claim rests on two sources."""
    against = ("misleading", "wrong", "unsupported")
    if record["verdict"] in against and len(cited_keys(record["sources"])) < 2:
        yield ("sources",), "lists one source for a verdict against the claim", "two independent sources"


RECORD_RULES = {
    "type": (effect_has_a_role, unproven_use_has_a_warning, evidence_has_a_source, use_is_told_once, facet_is_sourced),
    "product": (ended_approval_is_dated,),
    "claim": (verdict_against_has_two_sources,),
    "authority": (),
    "deprecated": (),
}


def check_record(kind: str, record: Data, report: Report) -> None:
    """Check one record, whose fields are of the right form, against the rules of its kind."""
    for rule in RECORD_RULES[kind]:
        for path, what, expected in rule(record):
            report(path, what, expected)


def hierarchy_has_no_circle(
    records: dict[str, dict[str, Data]],
) -> Iterator[tuple[tuple[str, str], FieldPath, str, str]]:
    """No type is its own ancestor."""
    types = records["type"]
    done: set[str] = set()

    def climb(identifier: str, trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if identifier in trail:
            yield (*trail[trail.index(identifier) :], identifier)
        elif identifier not in done and identifier in types:
            for parent in types[identifier].get("parents", []):
                yield from climb(parent, (*trail, identifier))
            done.add(identifier)

    for identifier in types:
        for circle in climb(identifier, ()):
            yield ("type", circle[0]), ("parents",), "form a circle: " + " → ".join(circle), "wider types only"


def claim_names_a_known_use(
    records: dict[str, dict[str, Data]],
) -> Iterator[tuple[tuple[str, str], FieldPath, str, str]]:
    """The use that a claim is about stands in the type's record, word for word."""
    for identifier, claim in records["claim"].items():
        for number, use in enumerate(claim.get("uses", [])):
            known = [each["indication"] for each in records["type"].get(use["type"], {}).get("uses", [])]
            if known and use["indication"] not in known:
                what = f"'{use['indication']}' is not a use of {use['type']}"
                yield ("claim", identifier), ("uses", number, "indication"), what, "one of: " + "; ".join(known)


def given_up_identifier_stays_unused(
    records: dict[str, dict[str, Data]],
) -> Iterator[tuple[tuple[str, str], FieldPath, str, str]]:
    """An identifier that was given up names no new record."""
    for id, gone in records.get("deprecated", {}).items():
        kind = gone.get("kind", "")
        if id in records.get(kind, {}):
            what = f"'{id}' was given up on {gone['date']} (deprecated/{id}.yaml)"
            yield (kind, id), ("id",), what, "another identifier: none is ever used twice"


def given_up_identifier_has_a_replacement(
    records: dict[str, dict[str, Data]],
) -> Iterator[tuple[tuple[str, str], FieldPath, str, str]]:
    """The replacement of an identifier that was given up is a record of its kind that still stands."""
    for id, gone in records.get("deprecated", {}).items():
        kind, to = gone.get("kind", ""), gone.get("replaced_by", "")
        if gone and to not in records[kind]:
            expected = f"the identifier of a {kind} that still stands"
            yield ("deprecated", id), ("replaced_by",), f"'{to}' is no {kind}{nearest(to, records[kind])}", expected


WHOLE_RULES = (
    hierarchy_has_no_circle,
    claim_names_a_known_use,
    given_up_identifier_stays_unused,
    given_up_identifier_has_a_replacement,
)


def check_whole(records: dict[str, dict[str, Data]]) -> Iterator[tuple[tuple[str, str], FieldPath, str, str]]:
    """Check the set as a whole; yields ``((kind, id), path, what, expected)``."""
    for rule in WHOLE_RULES:
        yield from rule(records)
