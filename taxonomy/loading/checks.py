"""Rules that a record, and the whole set, must keep beyond the form of single fields.

Each rule is a function that yields ``(path, what, expected)``; the sentence of its
docstring is what the contributor's guide prints.
"""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy.model.fields import nearest
from taxonomy.model.vocabulary import SOUGHT

TYPE_CHECKING = False  # the name that type checkers know, without importing typing
if TYPE_CHECKING:
    from typing import Any

    from taxonomy.model.problems import Report

    Path = tuple[str | int, ...]
    Complaint = tuple[Path, str, str]
    Located = Iterator[tuple[tuple[str, str], Path, str, str]]
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
        elif use["certainty"] != "not_read" and "sources" not in use:
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


USED = ("authorised", "conditional", "established_practice")
DATELESS = "established_practice"


def status_has_its_day(record: Data) -> Iterator[Complaint]:
    """A status has the day of its own decision, or the day on which it was seen to hold; established practice has none."""
    for number, use in enumerate(record.get("uses", [])):
        for place, status in enumerate(use["status"]):
            path = ("uses", number, "status", place)
            days = [name for name in ("date", "as_of") if name in status]
            if status["state"] == DATELESS and days:
                what = "stands beside established_practice, which began on no day"
                yield (*path, days[0]), what, "no date; leave the field out"
            elif status["state"] != DATELESS and not days:
                expected = (
                    "the day of this use's decision as 'date', or the day on which the source showed it as 'as_of'"
                )
                yield (*path, "as_of"), "is missing", expected


def harms_are_told(record: Data) -> Iterator[Complaint]:
    """A treatment that people get tells its harms, or says which were looked for and not found."""
    states = {status["state"] for use in record.get("uses", []) for status in use["status"]}
    if not states & {*USED, "unproven_marketed"} or "harms_as_for" in record:
        return
    told = {harm["kind"] for harm in record.get("harms", ())} | set(record.get("harms_not_found", ()))
    for kind in SOUGHT:
        if kind not in told:
            expected = f"a harm of kind {kind}, {kind} in 'harms_not_found', or 'harms_as_for' with a wider type"
            yield ("harms",), f"says nothing of {SOUGHT[kind]}", expected


def steps_are_told(record: Data) -> Iterator[Complaint]:
    """A treatment that is allowed somewhere tells what happens, step by step."""
    states = {status["state"] for use in record.get("uses", []) for status in use["status"]}
    if states & set(USED) and "steps" not in record and "steps_as_for" not in record:
        yield ("steps",), "is missing", "what happens, in order, or 'steps_as_for' with a wider type"


def other_illness_is_named(record: Data) -> Iterator[Complaint]:
    """An illness that is taken for another names it, by its record or by its name."""
    for number, each in enumerate(record.get("not_same_as", [])):
        if ("illness" in each) == ("name" in each):
            yield (
                ("not_same_as", number, "illness"),
                "is missing, or stands beside a name",
                "either 'illness' or 'name'",
            )


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


def end_of_approval_is_known(record: Data) -> Iterator[Complaint]:
    """An approval that ended says when, or on which day no date of the end was found."""
    for number, approval in enumerate(record.get("approvals", [])):
        ended = "ended" in approval or "ended_not_found" in approval
        if approval["status"] == "withdrawn" and not ended:
            expected = "the day on which the approval ended, or 'ended_not_found' with the day of the search"
            yield ("approvals", number, "ended"), "is missing", expected
        if approval["status"] != "withdrawn" and ended:
            what = f"stands beside the status {approval['status']}"
            yield (
                ("approvals", number, "ended" if "ended" in approval else "ended_not_found"),
                what,
                "status: withdrawn",
            )


def today_is_dated(record: Data) -> Iterator[Complaint]:
    """Today's approved use carries the day on which it was read."""
    for number, approval in enumerate(record.get("approvals", [])):
        if ("indication_now" in approval) != ("indication_as_of" in approval):
            expected = "'indication_now' and 'indication_as_of' together"
            yield ("approvals", number, "indication_as_of"), "is missing, or stands alone", expected


def verdict_against_has_two_sources(record: Data) -> Iterator[Complaint]:
    """A verdict against a claim rests on two sources."""
    against = ("misleading", "wrong", "unsupported")
    if record["verdict"] in against and len({each.split(" @ ")[0] for each in record["sources"]}) < 2:
        yield ("sources",), "lists one source for a verdict against the claim", "two independent sources"


RECORD_RULES = {
    "type": (
        effect_has_a_role,
        unproven_use_has_a_warning,
        evidence_has_a_source,
        use_is_told_once,
        status_has_its_day,
        harms_are_told,
        steps_are_told,
        facet_is_sourced,
    ),
    "product": (ended_approval_is_dated, end_of_approval_is_known, today_is_dated),
    "claim": (verdict_against_has_two_sources,),
    "authority": (),
    "illness": (other_illness_is_named,),
    "deprecated": (),
}


def check_record(kind: str, record: Data, report: Report) -> None:
    """Check one record, whose fields are of the right form, against the rules of its kind."""
    for rule in RECORD_RULES[kind]:
        for path, what, expected in rule(record):
            report(path, what, expected)


def hierarchy_has_no_circle(records: dict[str, dict[str, Data]]) -> Located:
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


def claim_names_a_known_use(records: dict[str, dict[str, Data]]) -> Located:
    """The use that a claim is about stands in the type's record, word for word."""
    for identifier, claim in records["claim"].items():
        for number, use in enumerate(claim.get("uses", [])):
            known = [each["indication"] for each in records["type"].get(use["type"], {}).get("uses", [])]
            if known and use["indication"] not in known:
                what = f"'{use['indication']}' is not a use of {use['type']}"
                yield ("claim", identifier), ("uses", number, "indication"), what, "one of: " + "; ".join(known)


def given_up_identifier_stays_unused(
    records: dict[str, dict[str, Data]],
) -> Located:
    """An identifier that was given up names no new record."""
    for id, gone in records.get("deprecated", {}).items():
        kind = gone.get("kind", "")
        if id in records.get(kind, {}):
            what = f"'{id}' was given up on {gone['date']} (deprecated/{id}.yaml)"
            yield (kind, id), ("id",), what, "another identifier: none is ever used twice"


def given_up_identifier_has_a_replacement(
    records: dict[str, dict[str, Data]],
) -> Located:
    """The replacement of an identifier that was given up is a record of its kind that still stands."""
    for id, gone in records.get("deprecated", {}).items():
        kind, to = gone.get("kind", ""), gone.get("replaced_by", "")
        if gone and to not in records[kind]:
            expected = f"the identifier of a {kind} that still stands"
            yield ("deprecated", id), ("replaced_by",), f"'{to}' is no {kind}{nearest(to, records[kind])}", expected


def wider_illnesses_form_no_circle(records: dict[str, dict[str, Data]]) -> Located:
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


def name_of_an_illness_is_its_own(records: dict[str, dict[str, Data]]) -> Located:
    """No name or synonym stands on two illnesses."""
    seen: dict[str, str] = {}
    for id, illness in records["illness"].items():
        for where, name in [
            (("name",), illness.get("name")),
            *((("synonyms", n), s) for n, s in enumerate(illness.get("synonyms", ()))),
        ]:
            if name and seen.setdefault(name.casefold(), id) != id:
                yield ("illness", id), where, f"'{name}' is also a name of {seen[name.casefold()]}", "a name of its own"


def licensed_product_fits(records: dict[str, dict[str, Data]]) -> Located:
    """A product whose licence covers a use is of the type, or of a narrower one."""
    types = records["type"]

    def climb(id: str, seen: set[str]) -> set[str]:
        for parent in () if id in seen else types.get(id, {}).get("parents", ()):
            climb(parent, seen | {id})
            found.add(parent)
        return found

    for id, record in types.items():
        for number, use in enumerate(record.get("uses", ())):
            for place, status in enumerate(use.get("status", ())):
                for position, named in enumerate(status.get("products", ())):
                    of = records["product"].get(named, {}).get("type")
                    found: set[str] = set()
                    if of and of != id and id not in climb(of, set()):
                        path = ("uses", number, "status", place, "products", position)
                        yield ("type", id), path, f"'{named}' is a product of {of}", "a product of this type"


def complete_uses_name_each_product(records: dict[str, dict[str, Data]]) -> Located:
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


def nothing_proven_is_true(records: dict[str, dict[str, Data]]) -> Located:
    """An illness for which nothing is proven has no approved use in which people did better."""
    proven = {
        illness: (id, use["indication"])
        for id, record in records["type"].items()
        for use in record.get("uses", ())
        if use["direction"] == "benefit" and any(each["state"] in USED for each in use["status"])
        for illness in use.get("illnesses", ())
    }
    for id, illness in records["illness"].items():
        if "nothing_proven" in illness and id in proven:
            what = f"contradicts the use '{proven[id][1]}' of {proven[id][0]}"
            yield ("illness", id), ("nothing_proven",), what, "no such field where a use is shown to help"


WHOLE_RULES = (
    wider_illnesses_form_no_circle,
    name_of_an_illness_is_its_own,
    licensed_product_fits,
    complete_uses_name_each_product,
    nothing_proven_is_true,
    hierarchy_has_no_circle,
    claim_names_a_known_use,
    given_up_identifier_stays_unused,
    given_up_identifier_has_a_replacement,
)


def check_whole(records: dict[str, dict[str, Data]]) -> Located:
    """Check the set as a whole; yields ``((kind, id), path, what, expected)``."""
    for rule in WHOLE_RULES:
        yield from rule(records)
