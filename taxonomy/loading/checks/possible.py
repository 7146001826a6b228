"""Rules for what cannot be: studies that are yet to come, codes that no vocabulary has, ways to reach a seller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .complaint import Complaint, Data
from .sense import folded, texts

SEVEN_DIGITS = dict.fromkeys(("CL", "EFO", "MAXO", "MONDO", "OBI", "SCDO", "UBERON", "VO", "XCO"), r"\d{7}")
#: The form of a code in each vocabulary that a record may point to.
CODES = {
    **SEVEN_DIGITS,
    "ATC": r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?",
    "CHEMBL": r"CHEMBL[1-9]\d*",
    "DRUGBANK": r"DB\d{5}",
    "ICD10PCS": r"[0-9A-HJ-NP-Z]{7}",
    "ICD11": r"\d{8,10}",
    "MESH": r"[CD]\d{6}(\d{3})?",
    "NCIT": r"C[1-9]\d{2,5}",
    "ORPHA": r"[1-9]\d{0,5}",
    "RXNORM": r"[1-9]\d{2,7}",
    "SNOMEDCT": r"[1-9]\d{5,17}",
    "UNII": r"[0-9A-Z]{10}",
}
REACHED = re.compile(
    r"[\w.+-]{1,64}@\w[\w.-]*"  # mail
    r"|\b[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b"  # a site
    r"|(?<![\w.,/-])(?:\+|00?|\()\d[\d ()/-]{7,}\d\b"  # a telephone
)
#: What one of these begins with; most texts have nothing of the kind.
HINT = re.compile(r"@|[a-z0-9]\.[a-z]|\d[\d ()/-]{6}")
MAY_REACH = ("links", "seen")
BELOW_NOTHING = re.compile(r"(?<![\w–])[-\u2212]\d[\d,.]*")


#: The designs that each kind of study has.
DESIGNS = {
    "guideline": ("guideline",),
    "review": ("randomised_trials", "other_studies"),
    "trial": ("randomised", "controlled", "single_arm"),
}
NO_TREATMENT = re.compile(r"\b(placebo|dummy|sham|no treatment|untreated)\b", re.IGNORECASE)
OLDER = re.compile(r"\b(\d{3,}) years\b")
OLDEST = 122  # years; nobody is known to have lived longer


def study_has_been(record: Data) -> Iterator[Complaint]:
    """A study appeared before it was read, and one of a single group compares with nothing."""
    for number, use in enumerate(record.get("uses", [])):
        for place, study in enumerate(use.get("evidence", [])):
            path = ("uses", number, "evidence", place)
            if study["year"] > record["reviewed"][:4]:
                yield (*path, "year"), f"{study['year']} is after the review", "the year in which it appeared"
            if study["design"] == "single_arm" and "comparator" in study:
                what = "stands beside the design single_arm"
                yield (*path, "comparator"), what, "no comparator, or the design that has one"


def study_is_of_its_kind(record: Data) -> Iterator[Complaint]:
    """The design of a study is one that its kind has."""
    for number, use in enumerate(record.get("uses", [])):
        for place, study in enumerate(use.get("evidence", [])):
            if study["design"] not in DESIGNS[study["kind"]]:
                what = f"is {study['design']} of a {study['kind']}"
                yield ("uses", number, "evidence", place, "design"), what, "one of " + ", ".join(DESIGNS[study["kind"]])


def nobody_is_that_old(record: Data) -> Iterator[Complaint]:
    """A use is for people of ages that people reach."""
    for number, use in enumerate(record.get("uses", [])):
        for years in OLDER.findall(use.get("age", "")):
            if int(years) > OLDEST:
                yield ("uses", number, "age"), f"tells of {years} years", f"at most {OLDEST} years"


def outcome_compares_two(record: Data) -> Iterator[Complaint]:
    """An outcome compares two groups that had different things, the treatment first."""
    for number, use in enumerate(record.get("uses", [])):
        for place, outcome in enumerate(use.get("outcomes", [])):
            if nothing := NO_TREATMENT.search(outcome["treated"]["name"]):
                path = ("uses", number, "outcomes", place, "treated", "name")
                yield (
                    path,
                    f"tells of '{nothing[0]}' as the treatment",
                    "the treatment here, the other under 'compared'",
                )
            other = outcome.get("compared")
            if other and folded(other["name"]) == folded(outcome["treated"]["name"]):
                path = ("uses", number, "outcomes", place, "compared", "name")
                yield path, f"'{other['name']}' is what the others had", "what this group had instead"


def price_is_above_nothing(record: Data) -> Iterator[Complaint]:
    """Nothing costs less than nothing."""
    for number, cost in enumerate(record.get("costs", [])):
        if found := BELOW_NOTHING.search(cost["text"]):
            yield ("costs", number, "text"), f"tells of {found[0]}", "an amount above nothing"


def code_has_its_form(record: Data) -> Iterator[Complaint]:
    """A code has the form of its vocabulary's codes."""
    for field, name in (("mappings", "object_id"), ("identifiers", "id")):
        for number, each in enumerate(record.get(field, [])):
            prefix, _, code = each[name].partition(":")
            if prefix not in CODES:
                yield (field, number, name), f"'{prefix}' is no vocabulary here", "one of " + ", ".join(sorted(CODES))
            elif not re.fullmatch(CODES[prefix], code, re.ASCII):
                yield (field, number, name), f"'{code}' has not the form of {prefix}", "a code that is there"


def nobody_is_reached(record: Data) -> Iterator[Complaint]:
    """A text holds no telephone number, no mail address and no web site: these stand in the links of a country."""
    for path, text in texts(record):
        if path[0] in MAY_REACH or path[-1] == "url" or not HINT.search(text):
            continue
        if found := REACHED.search(text):
            yield (
                path,
                f"holds '{found[0][:40]}', by which somebody is reached",
                "words, with a space after each full stop",
            )
