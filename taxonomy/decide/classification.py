"""Applies the rules to a treatment and gives the answer with its reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from taxonomy.loading.checks import role_of_effect
from taxonomy.model import vocabulary as v
from taxonomy.model.fields import check_fields
from taxonomy.model.problems import Report, dotted
from taxonomy.model.records import Attributes

from . import subclasses  # noqa: F401 - registers its rules
from .membership import RULES, TERMS, VOTING, ContraryVote, Facts, Rule, Says, assertions, decide

CANCER = re.compile(
    r"cancer|tumou?r|leuka?emia|lymphoma|myeloma|carcinoma|melanoma|sarcoma|blastoma|glioma|neoplas|malignan|mesothelioma",
    re.IGNORECASE,
)
ASSERTION = re.compile(r"\s*([^:|;]+?)\s*:\s*(ct|it)\s*=\s*(y|n|yes|no)\s*", re.IGNORECASE)
SHORT_TERMS = {"ct": "cell_therapy", "it": "immunotherapy"}
ALIASES = {"fda": "fda-cgt", "nci-dictionary": "nci", "nci-cancer-page": "nci-cancer", "mesh-scope-note": "mesh"}
# Columns of a case table that describe the case and are no attribute.
ABOUT_THE_CASE = frozenset(
    [
        "id",
        "name",
        "family",
        "area",
        "status_class",
        "status_note",
        "best_evidence",
        "reason",
        "authority",
        "locator",
        "confidence",
        "source_kind",
        "as_of",
        "assertions",
        "expected_cell_therapy",
        "expected_immunotherapy",
    ]
)


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
    def both(self) -> bool:
        return self.cell_therapy.value == self.immunotherapy.value == "yes"


class AttributesError(ValueError):
    """Attributes that cannot be classified: ``complaints`` lists ``(field, what, expected)``."""

    def __init__(self, complaints: list[tuple[str, str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {what}; expected {expected}" for field, what, expected in complaints))
        self.complaints = complaints


def normalised(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes in the form of a record: sets as lists, empty values left out.

    Sets may be lists or text with ``|`` between the values.

    Raises:
        AttributesError: if a field is unknown, or a value is not one of the allowed ones.
    """
    plain: dict[str, Any] = {}
    for name, value in mapping.items():
        if name not in ABOUT_THE_CASE and value is not None and value not in ("", []):
            plain[name] = in_form(name, value)
    report = Report()
    check_fields(Attributes, plain, (), report)
    if not report.complaints:
        for path, what, expected in role_of_effect(plain):
            report(path, what, expected)
    if report.complaints:
        raise AttributesError([(dotted(path), what, expected) for path, _, what, expected in report.complaints])
    return plain


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
    return Facts(
        agent=frozenset(a.agent),
        effect=frozenset(a.immune_effect),
        role=a.immune_role,
        intent=a.intent,
        flag=frozenset(a.flag),
        cancer=bool(CANCER.search(a.indication)),
        genetic=a.genetic,
        donor=a.donor,
        manipulation=a.manipulation,
        homologous=a.homologous,
        function=a.function,
        tissue_target=a.tissue_target,
        systemic=a.systemic,
        host_role=a.host_role,
        specificity=a.specificity,
        fda_pathway=a.fda_pathway,
    )


def asserted(text: str) -> list[tuple[str, ContraryVote]]:
    """The assertions of a case table: ``NCI:it=n``, several joined by ``|`` or ``;``.

    Raises:
        AttributesError: if an assertion is not of that form.
    """
    found = []
    for part in re.split(r"[|;]", text):
        match = ASSERTION.fullmatch(part)
        if part.strip() and not match:
            raise AttributesError(
                [("assertions", f"'{part.strip()}' is not of the right form", "AUTHORITY:ct=y or AUTHORITY:it=n")]
            )
        if match:
            slug = re.sub(r"[^a-z0-9]+", "-", match[1].lower()).strip("-")
            value = "yes" if match[3].lower().startswith("y") else "no"
            found.append((SHORT_TERMS[match[2].lower()], (ALIASES.get(slug, slug), value, "")))
    return found


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


def answer(term: str, f: Facts, votes: list[tuple[str, ContraryVote]]) -> Answer:
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


def classify(mapping: Mapping[str, Any], statements: list[tuple[str, ContraryVote]] | None = None) -> Classification:
    """Classify a plain mapping of attributes.

    Args:
        mapping: attributes, in the vocabulary of ``Attributes``; sets as lists or ``a|b``.
        statements: what authorities say about this very treatment, as ``(term, (authority, value, citation))``.

    Raises:
        AttributesError: if an attribute is missing, unknown or has a value that is not allowed.
    """
    votes = list(statements or []) + asserted(str(mapping.get("assertions") or ""))
    return classify_facts(facts(normalised(mapping)), votes)


def classify_facts(f: Facts, votes: list[tuple[str, ContraryVote]]) -> Classification:
    cell, immune = (answer(term, f, votes) for term in TERMS)
    found = tuple(each for each in RULES["subclass"] if each.applies(f))
    if immune.value == "no":
        found = tuple(each for each in found if not each.value.endswith("immunotherapy"))
    return Classification(cell, immune, found, decide("eu_class", f), decide("fda_class", f))


def classify_record(record: dict[str, Any]) -> Classification:
    """Classify a type's record, whose fields were checked when it was loaded."""
    return classify_facts(facts(record["attributes"]), assertions(record))
