"""Rules that products, claims and illnesses keep beyond the form of single fields."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy.model.citation import cited_keys
from taxonomy.model.days import before

from .complaint import Complaint, Data
from .sense import folded


def ended_approval_is_dated(record: Data) -> Iterator[Complaint]:
    """An approval that ended does not end before it began, and nobody looked for its end before."""
    for number, approval in enumerate(record.get("approvals", [])):
        for name in ("ended", "ended_not_found"):
            if name in approval and before(approval[name], approval.get("date", approval[name])):
                yield ("approvals", number, name), f"{approval[name]} is before the approval", "a later date"


def first_licence_is_first(record: Data) -> Iterator[Complaint]:
    """No first licence is later than the approval; what was refused has neither a licence nor a use today."""
    for number, approval in enumerate(record.get("approvals", [])):
        first = approval.get("first_licensed", "")
        if first and before(approval.get("date", first), first):
            yield ("approvals", number, "first_licensed"), f"{first} is after the approval", "an earlier date"
        for name in ("first_licensed", "indication_now") if approval["status"] == "refused" else ():
            if name in approval:
                yield (
                    ("approvals", number, name),
                    "stands beside the status refused",
                    "no such field, or another status",
                )


def target_is_named(record: Data) -> Iterator[Complaint]:
    """A target has the name that stands under 'target' or 'delivers', and an identifier stands once."""
    named = folded(f"{record.get('target', '')} {record.get('delivers', '')}")
    for number, target in enumerate(record.get("targets", [])):
        if folded(target["name"]) not in named:
            expected = "the name that 'target' or 'delivers' has"
            yield ("targets", number, "name"), f"'{target['name']}' is named nowhere else", expected
    seen: set[str] = set()
    for number, each in enumerate(record.get("identifiers", [])):
        if each["id"] in seen:
            yield ("identifiers", number, "id"), f"'{each['id']}' is given twice", "each identifier once"
        seen.add(each["id"])


def authority_defines_once(record: Data) -> Iterator[Complaint]:
    """An authority says once what each term means to it."""
    terms = [each["term"] for each in record.get("definitions", [])]
    for number, term in enumerate(terms):
        if term in terms[:number]:
            yield ("definitions", number, "term"), f"{term} is defined twice", "one definition of each term"


def end_of_approval_is_known(record: Data) -> Iterator[Complaint]:
    """An approval that ended says when, or on which day no date of the end was found."""
    for number, approval in enumerate(record.get("approvals", [])):
        ended = "ended" in approval or "ended_not_found" in approval
        if approval["status"] == "withdrawn" and not ended:
            expected = "the day on which the approval ended, or 'ended_not_found' with the day of the search"
            yield ("approvals", number, "ended"), "is missing", expected
        if "ended" in approval and "ended_not_found" in approval:
            yield ("approvals", number, "ended_not_found"), "stands beside the day of the end", "one of the two"
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
        read = approval.get("indication_as_of", "9999")
        if before(read, approval.get("date", read)):
            yield ("approvals", number, "indication_as_of"), f"{read} is before the approval", "a later date"


def verdict_against_has_two_sources(record: Data) -> Iterator[Complaint]:
    """A verdict against a claim rests on two sources."""
    against = ("misleading", "wrong", "unsupported")
    if record["verdict"] in against and len(cited_keys(record["sources"])) < 2:
        yield ("sources",), "lists one source for a verdict against the claim", "two independent sources"


def other_illness_is_named(record: Data) -> Iterator[Complaint]:
    """An illness that is taken for another names it once, by its record or by its name, and is no kind of it."""
    own = {folded(name) for name in (record["name"], *record.get("synonyms", []))}
    seen: set[str] = set()
    for number, each in enumerate(record.get("not_same_as", [])):
        if ("other" in each) == ("name" in each):
            yield (
                ("not_same_as", number, "other"),
                "is missing, or stands beside a name",
                "either 'other' or 'name'",
            )
        field = "other" if "other" in each else "name"
        other = each.get(field, "")
        if other == record["id"] or folded(other) in own:
            yield ("not_same_as", number, field), "is this illness itself", "another illness"
        if other in record.get("wider", []):
            yield (
                ("not_same_as", number, field),
                f"'{other}' is also a wider illness",
                "an illness that this is no kind of",
            )
        if folded(other) in seen:
            yield ("not_same_as", number, field), f"'{other}' is named twice", "each illness once"
        seen.add(folded(other))
