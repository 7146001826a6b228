"""Rules for what agencies decide: when, by which number, and once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taxonomy.model.days import before

from .complaint import Complaint, Data

#: When each agency, or the office that it grew from under the same law, began to decide.
SINCE = {
    "FDA": "1906",
    "EMA": "1995",
    "MHRA": "2003",
    "PMDA": "2004",
    "HC": "1944",
    "TGA": "1989",
    "MFDS": "1998",
    "NMPA": "1998",
    "CDSCO": "1940",
    "SMC": "2002",
}
#: The form of the numbers of agencies whose numbers have one.
NUMBERS = {
    "FDA": r"(BLA|NDA|ANDA) (?!0{6})\d{6}(, supplement \d+)?|HDE B?H\d{6}|PMA B?P\d{6}|510\(k\) B?K\d{6}|EUA \d+",
    "EMA": r"EMEA/H/C/(?!0{6})\d{6}",
    "MHRA": r"PL(GB|NI)? \d{5}/\d{4}",
}
EXAMPLES = {"FDA": "BLA 125646", "EMA": "EMEA/H/C/004090", "MHRA": "PLGB 44449/0002"}
DECIDED = ("approved", "conditional")


def agency_was_there(record: Data) -> Iterator[Complaint]:
    """No agency decided before there was one."""
    for number, approval in enumerate(record.get("approvals", [])):
        since = SINCE[approval["agency"]]
        for name in ("date", "ended", "first_licensed"):
            if name in approval and before(approval[name], since):
                what = f"{approval[name]} is before there was {approval['agency']}"
                yield ("approvals", number, name), what, f"a day from {since} on"


def number_is_of_its_agency(record: Data) -> Iterator[Complaint]:
    """A number has the form of its agency's numbers."""
    for number, approval in enumerate(record.get("approvals", [])):
        if "number" in approval and not fits(approval["agency"], approval["number"]):
            expected = f"a number such as {EXAMPLES.get(approval['agency'], '22500AMX00001')}"
            what = f"'{approval['number']}' has not the form of {approval['agency']}"
            yield ("approvals", number, "number"), what, expected


def fits(agency: str, number: str) -> bool:
    """Whether a number can be one of an agency: of its form, or of none of the known ones."""
    if agency in NUMBERS:
        return bool(re.fullmatch(NUMBERS[agency], number))
    others = any(re.fullmatch(form, number) for form in NUMBERS.values())
    return not others and any(map(str.isdecimal, number))


def agency_decides_once(record: Data) -> Iterator[Complaint]:
    """Two decisions of one agency about one product have two numbers."""
    seen: set[tuple[str, str]] = set()
    agencies = [approval["agency"] for approval in record.get("approvals", [])]
    for number, approval in enumerate(record.get("approvals", [])):
        mine = approval["agency"], approval.get("number", "")
        if mine in seen or (not mine[1] and agencies.count(mine[0]) > 1):
            what = f"{mine[0]} decides twice, and not by two numbers"
            yield ("approvals", number, "number"), what, "one decision, or a number of its own for each"
        seen.add(mine)


def approval_has_its_day(record: Data) -> Iterator[Complaint]:
    """An approval has its day, or says by a note or the day of its text why there is none."""
    for number, approval in enumerate(record.get("approvals", [])):
        if approval["status"] in DECIDED and not {"date", "note", "indication_as_of"} & approval.keys():
            expected = "the day of the approval, or a note on why it is not known"
            yield ("approvals", number, "date"), "is missing", expected
