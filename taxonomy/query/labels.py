"""What a reader is told about a use: derived from status, certainty and direction, never typed."""

from __future__ import annotations

from typing import NamedTuple

from taxonomy.model.records import Status, Type, Use


class Label(NamedTuple):
    """A reader's label: its words, and a tone (``good``, ``early``, ``testing``, ``warning`` or ``ended``)."""

    words: str
    tone: str


LABELS = {
    "accepted": Label("Accepted treatment for this use", "good"),
    "licensed": Label("Approved for this use; we have not read its studies yet", "good"),
    "unclear": Label("Allowed; how well it works is unclear", "early"),
    "early": Label("Allowed early; proof still being collected", "early"),
    "testing": Label("Being tested: only in a clinical trial", "testing"),
    "unproven": Label("Sold, but not shown to work for this use", "warning"),
    "refused": Label("Regulator said no", "ended"),
    "withdrawn": Label("Approval ended", "ended"),
    "refuted": Label("Tested and does not work", "ended"),
    "superseded": Label("Replaced by newer treatments", "ended"),
    "not_authorised": Label("Not approved there", "ended"),
}
BY_DIRECTION = {"benefit": "accepted", "not_read": "licensed"}
ALLOWED = ("authorised", "established_practice")
BY_STATE = {
    "conditional": "early",
    "investigational": "testing",
    "unproven_marketed": "unproven",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "refuted": "refuted",
    "superseded": "superseded",
    "not_authorised": "not_authorised",
}


def label(use: Use, status: Status) -> Label:
    """The label of ``use`` where ``status`` holds; an ended approval carries its date."""
    if status.state in ALLOWED:
        return LABELS[BY_DIRECTION.get(use.direction, "unclear")]
    found = LABELS[BY_STATE[status.state]]
    return (
        Label(f"{found.words} ({status.date or status.as_of})", found.tone)
        if status.state in ("refused", "withdrawn")
        else found
    )


#: How a use stands, in the order in which a reader meets it.
STANDINGS = {
    "helps": "Shown to help",
    "less": "Used, with less proof",
    "not_read": "Approved; we have not read its studies yet",
    "studies": "Only in studies",
    "sold": "Sold without proof",
    "no_better": "Used, but studies found it no better",
    "fails": "Shown not to work",
    "ended": "Not approved, ended or replaced",
}
UNDECIDED = {"not_read": "not_read", "no_better": "no_better", "harm": "no_better"}  # of what is allowed
PROVEN = ("high", "moderate", "ocebm_1", "ocebm_2")


def standing(use: Use) -> str:
    """How a use stands, one of ``STANDINGS``: allowed and proven, only sold, only in studies and so on."""
    states = {each.state for each in use.status}
    if states & {*ALLOWED, "conditional"}:
        if use.direction in UNDECIDED:
            return UNDECIDED[use.direction]
        return "helps" if use.direction == "benefit" and use.certainty in PROVEN else "less"
    if "unproven_marketed" in states:
        return "sold"
    if "refuted" in states or use.direction in ("no_better", "harm"):
        return "fails"
    return "studies" if "investigational" in states else "ended"


def unproven(use: Use) -> bool:
    """Whether the use is sold without proof somewhere."""
    return any(status.state == "unproven_marketed" for status in use.status)


def warning_required(type_: Type) -> bool:
    """Whether any use of the type is sold without proof."""
    return any(unproven(use) for use in type_.uses)
