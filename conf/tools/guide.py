"""The questions of the guide, and the rules behind it as data for its script.

The script holds no rule: it walks the diagrams of ``taxonomy.decision_diagram``, which were made by
asking the Python rules.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from taxonomy import RULES
from taxonomy import decision_diagram as diagram
from taxonomy import vocabulary as v


class Question(NamedTuple):
    """One question.

    Attributes:
        field: the field of the facts that it fills.
        many: whether several options may fit.
        options: ``value -> words``.
        asks: what to ask a doctor, if that is not what the reader is asked.
    """

    field: str
    words: str
    hint: str
    many: bool
    options: dict[str, str]
    asks: str = ""


def capital(options: dict[str, str]) -> dict[str, str]:
    return {value: words[:1].upper() + words[1:] for value, words in options.items()}


#: The answer that leaves a set empty, and the one that leaves a question open; ``guide.js`` knows both.
NONE = "none"
UNKNOWN = "unknown"

QUESTIONS = (
    Question(
        "agent",
        "What goes into you?",
        "Choose all that fit. The leaflet or the consent form says it.",
        many=True,
        options=capital(v.AGENT),
    ),
    Question("intent", "What is it given for?", "Choose one.", many=False, options=capital(v.INTENT)),
    Question(
        "flag",
        "Is one of these true?",
        "Choose all that fit.",
        many=True,
        options={
            **capital({each: v.FLAG[each] for each in ("nonviable", "in_vivo_generated")}),
            NONE: "No",
        },
        asks="Are the cells alive when I get them, or are they made inside my body?",
    ),
    Question(
        "effect",
        "What does it do to your immune system, or through it?",
        "Choose all that fit.",
        many=True,
        options=capital({**v.IMMUNE_EFFECT, NONE: "nothing that is part of the treatment"}),
    ),
    Question(
        "role",
        "Is it meant to work through the immune system?",
        "Choose one.",
        many=False,
        options=capital(v.IMMUNE_ROLE),
    ),
    Question("cancer", "Is it given for cancer?", "Choose one.", many=False, options={"true": "Yes", "false": "No"}),
)


@cache
def _exported() -> dict[str, Any]:
    terms = {
        term: {
            "variables": [
                {"field": each.field, "values": each.values, "answers": each.answers} for each in made.variables
            ],
            "nodes": made.nodes,
            "root": made.root,
        }
        for term, made in diagram.diagrams().items()
    }
    rules = {
        rule.id: {
            "value": rule.value,
            "sentence": rule.sentence,
            "reason": rule.reason,
            "says": [each[:3] for each in rule.says],
        }
        for term in v.TERM
        for rule in RULES[term]
    }
    words = {
        "agent": v.AGENT,
        "effect": v.IMMUNE_EFFECT,
        "role": v.IMMUNE_ROLE,
        "answer": v.ANSWER,
        "term": {"cell_therapy": "Is it a cell therapy?", "immunotherapy": "Is it an immunotherapy?"},
    }
    return {"terms": terms, "rules": rules, "words": words, "order": diagram.ORDER}


def exported() -> dict[str, Any]:
    """The diagrams, the rules that they name, and the words of a reason; a copy that may be added to."""
    found = _exported()
    return {**found, "rules": {id: dict(each) for id, each in found["rules"].items()}}
