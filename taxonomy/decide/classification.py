"""Applies the rules to a treatment and gives the answer with its reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from taxonomy.loading.checks.treatments import role_of_effect
from taxonomy.loading.field_checks import check_fields
from taxonomy.model import vocabulary as v
from taxonomy.model.problems import Report, dotted
from taxonomy.model.records import Attributes
from taxonomy.model.showing import as_html

from .membership import CELL_THERAPY, IMMUNOTHERAPY, VOTING
from .rule import Facts, Rule, Says
from .subclasses import EU_CLASSES, FDA_CLASSES, SUBCLASSES

#: Every rule, by what it decides, in the order in which the rules are asked.
RULES: dict[str, tuple[Rule, ...]] = {
    "cell_therapy": CELL_THERAPY,
    "immunotherapy": IMMUNOTHERAPY,
    "subclass": SUBCLASSES,
    "eu_class": EU_CLASSES,
    "fda_class": FDA_CLASSES,
}
CANCER = re.compile(
    r"cancer|tumou?r|leuka?emia|lymphoma|myeloma|carcinoma|melanoma|sarcoma|blastoma|glioma|neoplas|malignan|mesothelioma",
    re.IGNORECASE,
)
RENAMED = {"effect": "immune_effect", "role": "immune_role"}  # facts, and the attributes that they are

Vote = tuple[str, tuple[str, str, str]]  # a term, and who says what of it: authority, yes or no, citation


class Answer(NamedTuple):
    """The answer for one term.

    Attributes:
        value: ``yes``, ``no`` or ``contested``.
        rules: identifiers of the rules that fired.
        reason: why, in plain words.
        says: who says yes and who says no.
        unsettled: whether the science, not the wording, is open.
    """

    term: str
    value: str
    rules: tuple[str, ...]
    reason: str
    says: tuple[Says, ...]
    unsettled: bool


class Classification(NamedTuple):
    """Both memberships, the sub-classes, and the derived regulatory classes."""

    cell_therapy: Answer
    immunotherapy: Answer
    subclasses: tuple[Rule, ...]
    eu_class: Rule
    fda_class: Rule

    @property
    def answers(self) -> tuple[Answer, Answer]:
        """The answers for cell therapy and for immunotherapy, in this order."""
        return self.cell_therapy, self.immunotherapy

    @property
    def both(self) -> bool:
        """Whether it is cell therapy and immunotherapy, without dispute."""
        return self.cell_therapy.value == self.immunotherapy.value == "yes"

    def _repr_html_(self) -> str:
        return as_html(self)


class AttributesError(ValueError):
    """Attributes that cannot be classified: ``complaints`` lists ``(field, what, expected)``."""

    def __init__(self, complaints: list[tuple[str, str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {what}; expected {expected}" for field, what, expected in complaints))
        self.complaints = complaints


def decide(term: str, facts: Facts) -> Rule:
    """The first rule of ``term`` that applies to ``facts``."""
    return next(each for each in RULES[term] if each.applies(facts))


def normalised(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes in the form of a record: sets as lists, empty values left out.

    Sets may be lists or text with ``|`` between the values.

    Raises:
        AttributesError: if a field is unknown, or a value is not one of the allowed ones.
    """
    given = {
        str(name): in_form(str(name), value)
        for name, value in mapping.items()
        if value is not None and value not in ("", [])
    }
    report = Report()
    check_fields(Attributes, given, (), report)
    if not report.complaints:
        for path, what, expected in role_of_effect(given):
            report(path, what, expected)
    if report.complaints:
        raise AttributesError([(dotted(path), what, expected) for path, _, what, expected in report.complaints])
    return given


def in_form(name: str, value: Any) -> Any:
    """A value as a record writes it: a set as a list, text without space around it."""
    field = Attributes.fields.get(name)
    if isinstance(value, str):
        if field is not None and field.kind == "choices":
            return [each.strip() for each in value.split("|") if each.strip()]
        return value.strip()
    return sorted(value, key=str) if isinstance(value, (set, frozenset, tuple)) else value


def facts(attributes: Mapping[str, Any]) -> Facts:
    """The facts that the rules ask about, from attributes in the form of a record."""
    a = Attributes(attributes)
    values = {name: getattr(a, RENAMED.get(name, name)) for name in Facts._fields if name != "cancer"}
    sets = {name: frozenset(value) for name, value in values.items() if isinstance(value, list)}
    return Facts(**{**values, **sets}, cancer=bool(CANCER.search(a.indication)))


def what_is_given(agents: Collection[str]) -> str:
    """What goes into the body, in words; what is taken out stands apart."""
    given = [v.AGENT[each] for each in v.AGENT if each in agents and (each != "removal" or len(agents) == 1)]
    more = " Something is also taken out of your blood." if "removal" in agents and len(agents) > 1 else ""
    return f"You are given {joined(given)}.{more}"


def how_it_works(effect: Collection[str], role: str) -> str:
    """What it does to the immune system, or through it, and whether that is the point."""
    if set(effect) <= {"none"}:
        return "It has no effect on the immune system that is part of the treatment."
    effects = joined([v.IMMUNE_EFFECT[each] for each in v.IMMUNE_EFFECT if each in effect])
    return f"It {effects}. {capital(v.IMMUNE_ROLE[role])}."


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def answer(term: str, f: Facts, votes: Sequence[Vote]) -> Answer:
    """The answer for ``term``: the first rule that applies, then the authorities that contradict it (AS1)."""
    rule = decide(term, f)
    known = what_is_given(f.agent) if term == "cell_therapy" else how_it_works(f.effect, f.role)
    reason = rule.reason.format(facts=known, sentence=rule.sentence)
    contrary = [
        Says(authority, value, "it says so of this treatment", source)
        for about, (authority, value, source) in votes
        if about == term and authority in VOTING[term] and {rule.value, value} == {"yes", "no"}
    ]
    if not contrary:
        return Answer(term, rule.value, (rule.id,), reason, rule.says, unsettled=rule.id == "IM6")
    who = {each.authority for each in contrary}
    kept = tuple(each for each in rule.says if each.authority not in who)
    reason += " But one that defines the word says otherwise about this treatment."
    return Answer(term, "contested", (rule.id, "AS1"), reason, kept + tuple(contrary), unsettled=False)


def classify(mapping: Mapping[str, Any], statements: Sequence[Vote] = ()) -> Classification:
    """Classify a plain mapping of attributes.

    Args:
        mapping: attributes, in the vocabulary of ``Attributes``; sets as lists or ``a|b``.
        statements: what authorities say about this very treatment, as ``(term, (authority, value, citation))``.

    Raises:
        AttributesError: if an attribute is missing, unknown or has a value that is not allowed.
    """
    return classify_facts(facts(normalised(mapping)), statements)


def classify_facts(f: Facts, votes: Sequence[Vote]) -> Classification:
    """Classify facts, however they were come by."""
    cell, immune = (answer(term, f, votes) for term in v.TERM)
    found = tuple(each for each in SUBCLASSES if each.applies(f))
    if immune.value == "no":
        found = tuple(each for each in found if not each.value.endswith("immunotherapy"))
    return Classification(cell, immune, found, decide("eu_class", f), decide("fda_class", f))


def classify_record(record: Mapping[str, Any]) -> Classification:
    """Classify a type's record, whose fields were checked when it was loaded."""
    votes = [
        (each["term"], (each["authority"], each["says"], each["sources"][0])) for each in record.get("statements", [])
    ]
    return classify_facts(facts(record["attributes"]), votes)
