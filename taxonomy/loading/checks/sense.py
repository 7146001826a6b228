"""Rules for what cannot be, whatever is told: contradictions inside one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from taxonomy.model.days import before
from taxonomy.model.problems import FieldPath

from .complaint import Complaint, Data

DAYS = frozenset(
    {"date", "ended", "first_licensed", "ended_not_found", "indication_as_of", "as_of", "searched", "not_found"}
)
LIVING = frozenset({"cells", "engineered_tissue", "native_tissue", "organ", "blood_cells", "platelets"})
MADE_OF_CELLS = frozenset({"acellular_matrix", "vesicle"})
NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
OF = re.compile(rf"\b{NUMBER} (?:out )?of (?:the |every |each |all |only |just )*{NUMBER}\b(?![.,]\d)")
PEOPLE = r"(?:people|patients|persons|adults|children|babies|men|women|participants|recipients|those|them)"
AMONG = re.compile(
    rf"(?<![\d.,]){NUMBER} ?(?:in|/|from) ?(?:the |every |each |all |only |just )*{NUMBER} (?:\w+ )?{PEOPLE}\b"
)
PERCENT = re.compile(
    rf"\b(\d[\d,]*(?:\.\d+)?) ?(?:%|per ?cent) of (?:the |all |these )?(?:\w+ )?{PEOPLE}\b"
    r"|\bin (\d[\d,]*(?:\.\d+)?) ?(?:%|per ?cent\b)(?! of)"
)
LESS_THAN_NOBODY = re.compile(r"(?<![\w\u2013.,)])[-\u2212]\d[\d,]* (?:out )?of \d[\d,]*")
ADDRESS = re.compile(r"[a-z]://|\bwww\.|\]\(|\bjavascript:", re.IGNORECASE)
SENTENCES = ("sentence", "said", "accurate", "answer")
SHORTEST = 3  # words
ENDED_WELL = ("authorised", "conditional")


def texts(data: Any, path: FieldPath = ()) -> list[tuple[FieldPath, str]]:
    """Every text of a record, with its place."""
    found: list[tuple[FieldPath, str]] = []
    collect(data, path, found)
    return found


def collect(data: Any, path: FieldPath, found: list[tuple[FieldPath, str]]) -> None:
    for step, each in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(each, str):
            found.append(((*path, step), each))
        else:
            collect(each, (*path, step), found)


def review_is_the_last_day(record: Data) -> Iterator[Complaint]:
    """No day in a record is later than its review."""
    reviewed = record.get("reviewed", "9999")
    for path, text in texts(record):
        if path[-1] in DAYS and before(reviewed, text):
            yield path, f"{text} is after the review of {reviewed}", "a day of the review or before it"


def count_is_within_its_total(record: Data) -> Iterator[Complaint]:
    """No text counts more people than there were, or less than nobody."""
    for path, text in texts(record):
        for found in (*OF.finditer(text), *AMONG.finditer(text)):
            some, all_ = (int(each.replace(",", "")) for each in found.groups())
            if some > all_:
                yield path, f"counts '{found[0]}'", "no more than the total"
        for found in PERCENT.finditer(text):
            if float((found[1] or found[2]).replace(",", "")) > 100:
                yield path, f"tells of '{found[0]}'", "at most 100 per cent of people"
        if less := LESS_THAN_NOBODY.search(text):
            yield path, f"counts '{less[0]}'", "people, or nobody"


def address_stands_in_a_source(record: Data) -> Iterator[Complaint]:
    """A text holds no web address and no markup of a link: addresses stand in sources and links."""
    for path, text in texts(record):
        if path[-1] != "url" and ADDRESS.search(text):
            yield path, "holds a web address", "words; the address in sources.bib"


def sentence_has_words(record: Data) -> Iterator[Complaint]:
    """A sentence has three words at least."""
    found: list[tuple[FieldPath, str]] = [((name,), record[name]) for name in SENTENCES if name in record]
    for number, use in enumerate(record.get("uses", []) if "attributes" in record else []):
        warning = ((name, text) for name, text in use.get("warning", {}).items() if name != "sources")
        found += [(("uses", number, "warning", name), text) for name, text in warning]
    for path, text in found:
        if len(text.split()) < SHORTEST:
            yield path, f"has {len(text.split())} words", f"a sentence of {SHORTEST} words at least"


def name_is_told_once(record: Data) -> Iterator[Complaint]:
    """No synonym, brand or other name is the name, or another of them, in other case; of a type, nor in other punctuation."""
    # People type illnesses, and agencies brands, in many ways.
    same = folded if "attributes" in record else unmarked
    for field in ("synonyms", "brands"):
        seen = {same(record["name"])}
        for number, name in enumerate(record.get(field, [])):
            if same(name) in seen:
                yield (
                    (field, number),
                    f"'{name}' is told already",
                    "names that differ in more than case and punctuation",
                )
            seen.add(same(name))
    seen = {same(name) for name in (record["name"], *record.get("synonyms", ()), *record.get("brands", ()))}
    for number, group in enumerate(record.get("names", [])):
        for place, name in enumerate(group["names"] if group["kind"] not in ("inn", "stem") else []):
            if same(name) in seen:
                path = ("names", number, "names", place)
                yield path, f"'{name}' is told already", "names that differ in more than case and punctuation"
            seen.add(same(name))


def unmarked(name: str) -> str:
    """A name without case and the signs of trade marks."""
    return re.sub("[®™©]", "", normalize("NFC", name).casefold()).strip()


def folded(name: str) -> str:
    """A name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", normalize("NFC", name).casefold())


def cell_type_has_cells(record: Data) -> Iterator[Complaint]:
    """A kind of cell, and genes changed outside the body, are told of what brings cells or has the body make them."""
    attributes = record["attributes"]
    brings = LIVING & set(attributes["agent"]) or "in_vivo_generated" in attributes.get("flag", ())
    if "cell_type" in attributes and not brings:
        what = f"stands beside an agent without cells ({', '.join(attributes['agent'])})"
        yield ("attributes", "cell_type"), what, "no cell type, or the flag in_vivo_generated"
    if attributes.get("genetic") == "ex_vivo" and not brings and not MADE_OF_CELLS & set(attributes["agent"]):
        what = f"is ex_vivo beside an agent without cells ({', '.join(attributes['agent'])})"
        yield ("attributes", "genetic"), what, "where genes are changed, or none"


def role_has_an_effect(record: Data) -> Iterator[Complaint]:
    """What has no effect on the immune system has no role for it, and nobody's immune system does its work."""
    attributes = record["attributes"]
    for name, nothing in (("immune_role", "none"), ("host_role", "na")):
        role = attributes.get(name, nothing)
        if attributes.get("immune_effect", ["none"]) == ["none"] and role != nothing:
            yield ("attributes", name), f"is {role} without an immune_effect", f"{nothing}, or the effect"


def certainty_fits_direction(record: Data) -> Iterator[Complaint]:
    """Where no study was found or read, nothing is said of what studies point to."""
    for number, use in enumerate(record.get("uses", [])):
        certainty, direction = use["certainty"], use["direction"]
        if certainty == "none_found" and direction != "unclear":
            yield ("uses", number, "direction"), f"is {direction} though no study was found", "unclear"
        if (certainty == "not_read") != (direction == "not_read"):
            yield (
                ("uses", number, "direction"),
                f"is {direction} beside the certainty {certainty}",
                "not_read in both, or in none",
            )


def state_fits_direction(record: Data) -> Iterator[Complaint]:
    """What was tested and failed does not help, and what harms is not approved."""
    for number, use in enumerate(record.get("uses", [])):
        for place, status in enumerate(use["status"]):
            state, direction = status["state"], use["direction"]
            failed = state == "refuted" and direction not in ("no_better", "harm")
            if failed or (state in ENDED_WELL and direction == "harm"):
                what = f"is {state} where the studies point to: {direction}"
                yield (
                    ("uses", number, "status", place, "state"),
                    what,
                    "a state and a direction that do not exclude each other",
                )


def authority_says_one_thing(record: Data) -> Iterator[Complaint]:
    """An authority does not say both yes and no of one term."""
    said: dict[tuple[str, str], str] = {}
    for number, each in enumerate(record.get("statements", [])):
        if said.setdefault((each["authority"], each["term"]), each["says"]) != each["says"]:
            what = f"is {each['says']}, though {each['authority']} says {said[each['authority'], each['term']]} above"
            yield ("statements", number, "says"), what, "one answer of one authority"


def claim_is_about_something(record: Data) -> Iterator[Complaint]:
    """A claim names the terms, types or uses that it concerns; what is true and accurate differs from what is said."""
    if not {"terms", "types", "uses"} & record.keys():
        yield (
            ("types",),
            "is missing, and so are 'terms' and 'uses'",
            "the terms, types or uses that the claim concerns",
        )
    for name in ("truth", "accurate"):
        if folded(record["said"]) == folded(record[name]):
            yield (name,), "says what is said", "what is accurate"
