"""Rules that products, claims and illnesses keep beyond the form of single fields."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy.model.citation import cited_keys
from taxonomy.model.days import before

from .complaint import Complaint, Data


def ended_approval_is_dated(record: Data) -> Iterator[Complaint]:
    """An approval that ended does not end before it began."""
    for number, approval in enumerate(record.get("approvals", [])):
        if "ended" in approval and before(approval["ended"], approval.get("date", approval["ended"])):
            yield ("approvals", number, "ended"), f"{approval['ended']} is before the approval", "a later date"


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
    """An illness that is taken for another names it, by its record or by its name."""
    for number, each in enumerate(record.get("not_same_as", [])):
        if ("other" in each) == ("name" in each):
            yield (
                ("not_same_as", number, "other"),
                "is missing, or stands beside a name",
                "either 'other' or 'name'",
            )
        if each.get("other") == record["id"]:
            yield ("not_same_as", number, "other"), "is this illness itself", "another illness"
