"""Classifies treatments given as JSON Lines, one mapping a line.

A line holds attributes, and may hold what a table of cases says beside them: who and what it
is about, what authorities assert of it, and what the answer is expected to be.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from taxonomy.model.fields import nearest

from .classification import Answer, AttributesError, Classification, Vote, classify

ASSERTION = re.compile(r"\s*([^:|;]+?)\s*:\s*(ct|it)\s*=\s*(y|n|yes|no)\s*", re.IGNORECASE)
SHORT_TERMS = {"ct": "cell_therapy", "it": "immunotherapy"}
ALIASES = {"fda": "fda-cgt", "nci-dictionary": "nci", "nci-cancer-page": "nci-cancer", "mesh-scope-note": "mesh"}
# Columns that describe the case and are no attribute.
ABOUT_THE_CASE = frozenset({
    "id", "name", "family", "area", "status_class", "status_note", "best_evidence", "reason", "authority", "locator",
    "confidence", "source_kind", "as_of", "assertions", "expected_cell_therapy", "expected_immunotherapy",
})  # fmt: skip


def asserted(text: str) -> list[Vote]:
    """The assertions of a case: ``NCI:it=n``, several joined by ``|`` or ``;``.

    Raises:
        AttributesError: if an assertion is not of that form.
    """
    found = []
    for part in re.split(r"[|;]", text):
        match = ASSERTION.fullmatch(part)
        if part.strip() and not match:
            what = f"'{part.strip()}' is not of the right form"
            raise AttributesError([("assertions", what, "AUTHORITY:ct=y or AUTHORITY:it=n")])
        if match:
            slug = re.sub(r"[^a-z0-9]+", "-", match[1].lower()).strip("-")
            value = "yes" if match[3].lower().startswith("y") else "no"
            found.append((SHORT_TERMS[match[2].lower()], (ALIASES.get(slug, slug), value, "")))
    return found


def attributes_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """A case without what is said about it."""
    return {name: value for name, value in case.items() if name not in ABOUT_THE_CASE}


def check_authorities(votes: Iterable[Vote], known: Mapping[str, Any]) -> None:
    """See that there is an authority behind each assertion.

    Raises:
        AttributesError: if one is not known.
    """
    unknown = dict.fromkeys(who for _, (who, _, _) in votes if who not in known)
    if unknown:
        expected = "one that 'list authorities' names"
        raise AttributesError(
            [("assertions", f"'{who}' is not in authorities/{nearest(who, known)}", expected) for who in unknown]
        )


def classify_case(case: Mapping[str, Any]) -> Classification:
    """Classify one case: its attributes, and what authorities assert of it.

    Raises:
        AttributesError: if an attribute is missing, unknown or has a value that is not allowed.
    """
    return classify(attributes_of(case), asserted(str(case.get("assertions") or "")))


def answer(of: Answer) -> dict[str, Any]:
    """An answer as JSON data."""
    return {
        "value": of.value,
        "rules": list(of.rules),
        "why": of.reason,
        "unsettled": of.unsettled,
        "says": [each._asdict() for each in of.says],
    }


def classified(found: Classification) -> dict[str, Any]:
    """A classification as JSON data."""
    return {
        "cell_therapy": found.cell_therapy.value,
        "immunotherapy": found.immunotherapy.value,
        "rules": [*found.cell_therapy.rules, *found.immunotherapy.rules],
        "why": f"{found.cell_therapy.reason} {found.immunotherapy.reason}",
        "both": found.both,
        "subclasses": [rule.value for rule in found.subclasses],
        "eu_class": found.eu_class.value,
        "fda_class": found.fda_class.value,
        "answers": {"cell_therapy": answer(found.cell_therapy), "immunotherapy": answer(found.immunotherapy)},
    }


def no_number(name: str) -> None:
    """Refuse what Python takes for a number and JSON does not: NaN and Infinity.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"{name} is no number")


def number(text: str) -> float:
    """A number, unless it is too large to be written again.

    Raises:
        ValueError: if it is.
    """
    found = float(text)
    if math.isinf(found):
        raise ValueError(f"{text[:20]} is too large a number")
    return found


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping whose names are all different.

    Raises:
        ValueError: if one is given twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"'{twice[:40]}' is given twice")
    return found


def classify_lines(
    lines: Iterable[str], authorities: Callable[[], Mapping[str, Any]] | None = None
) -> Iterator[dict[str, Any]]:
    """Classify each line; a bad line gives an object with ``errors``, and the others are still answered.

    Args:
        lines: JSON, one object a line.
        authorities: gives those that a line may name, and is asked when one does; without it any name will do.
    """
    for place, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            treatment = json.loads(line, parse_constant=no_number, parse_float=number, object_pairs_hook=once)
        except (ValueError, RecursionError) as error:
            yield failed(
                place, None, [("line", f"is not JSON ({getattr(error, 'msg', error)})", "one JSON object a line")]
            )
            continue
        if not isinstance(treatment, dict):
            yield failed(place, None, [("line", "is not a mapping", "a JSON object of attributes")])
            continue
        try:
            if authorities is not None and (votes := asserted(str(treatment.get("assertions") or ""))):
                check_authorities(votes, authorities())
            yield {"id": treatment.get("id"), **classified(classify_case(treatment))}
        except AttributesError as error:
            yield failed(place, treatment.get("id"), error.complaints)


def failed(line: int, id: Any, complaints: list[tuple[str, str, str]]) -> dict[str, Any]:
    errors = [
        {"line": line, "field": field, "what": what, "expected": expected} for field, what, expected in complaints
    ]
    message = "; ".join(f"line {line}: {field}: {what}; expected {expected}" for field, what, expected in complaints)
    return {"id": id, "line": line, "error": message, "errors": errors}
