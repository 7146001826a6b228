"""Classifies treatments given as JSON Lines, one mapping of attributes a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .classification import Answer, AttributesError, Classification, classify
from .membership import Says


def says(each: Says) -> dict[str, str]:
    return {"authority": each.authority, "value": each.value, "reason": each.reason, "source": each.source}


def answer(of: Answer) -> dict[str, Any]:
    """An answer as JSON data."""
    return {
        "value": of.value,
        "rules": list(of.rules),
        "why": of.reason,
        "unsettled": of.unsettled,
        "says": [says(each) for each in of.says],
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


def classify_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Classify each line; a bad line gives an object with ``errors``, and the others are still answered."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            treatment = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield failed(
                number, None, [("line", f"is not JSON ({getattr(error, 'msg', error)})", "one JSON object a line")]
            )
            continue
        if not isinstance(treatment, dict):
            yield failed(number, None, [("line", "is not a mapping", "a JSON object of attributes")])
            continue
        try:
            yield {"id": treatment.get("id"), **classified(classify(treatment))}
        except AttributesError as error:
            yield failed(number, treatment.get("id"), error.complaints)


def failed(line: int, id: Any, complaints: list[tuple[str, str, str]]) -> dict[str, Any]:
    errors = [
        {"line": line, "field": field, "what": what, "expected": expected} for field, what, expected in complaints
    ]
    message = "; ".join(f"line {line}: {field}: {what}; expected {expected}" for field, what, expected in complaints)
    return {"id": id, "line": line, "error": message, "errors": errors}
