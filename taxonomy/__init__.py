"""Types of cell therapy and immunotherapy: data, derivation rules and comparison.

>>> import taxonomy
>>> t = taxonomy.load()
>>> t.classify("car-t-cell-therapy").immunotherapy.value
'yes'

What stands in ``__all__`` is the whole face of this package, with the names of its parts:
``taxonomy.vocabulary``, ``taxonomy.export``, ``taxonomy.notebook`` and ``taxonomy.decision_diagram``; in a checkout
also ``taxonomy.authoring``. All else may change without notice.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taxonomy.decide.cases import classify_lines
    from taxonomy.decide.classification import RULES, Answer, AttributesError, Classification, classify, facts
    from taxonomy.decide.rule import Facts, Rule, Says
    from taxonomy.export import decision_diagram, notebook
    from taxonomy.loading.cache import signature
    from taxonomy.loading.folder import check
    from taxonomy.loading.sources import Source, press_alone
    from taxonomy.model import vocabulary
    from taxonomy.model.citation import Citation, cited_keys
    from taxonomy.model.fields import FieldLine, field_lines, nearest
    from taxonomy.model.problems import DataError, Problem
    from taxonomy.model.records import (
        FOLDERS,
        KINDS,
        Approval,
        Authority,
        Claim,
        Concept,
        Cost,
        Country,
        Facets,
        Harm,
        Illness,
        Life,
        Mapping,
        Outcome,
        Product,
        Question,
        Statement,
        Status,
        Step,
        Study,
        Type,
        Use,
    )
    from taxonomy.naming.annotate import Annotation, Match, annotate
    from taxonomy.naming.kinds import Name, names_of
    from taxonomy.query.by_illness import ByIllness, UseFor
    from taxonomy.query.by_product import Licensed, WhatItIs
    from taxonomy.query.changes import EVENTS, Change, Tally, newest_review, since, tally
    from taxonomy.query.comparison import NOT_CHECKED, Cell, Comparison, Row, questions
    from taxonomy.query.doctor import questions_for_doctor
    from taxonomy.query.labels import LABELS, STANDINGS, Label, label, standing, unproven, warning_required
    from taxonomy.query.outcomes import People, Told, told
    from taxonomy.query.search import Hit, Thing, distinct_names
    from taxonomy.query.sureness import Sureness, sure
    from taxonomy.query.taxonomy import Taxonomy, load
    from taxonomy.version import __version__

    from . import export

# Names are imported when they are first used, so that ``import taxonomy`` costs nothing.
_HOME = {
    "decide.cases": ("classify_lines",),
    "decide.classification": ("RULES", "Answer", "AttributesError", "Classification", "classify", "facts"),
    "decide.rule": ("Facts", "Rule", "Says"),
    "loading.cache": ("signature",),
    "loading.folder": ("check",),
    "loading.sources": ("Source", "press_alone"),
    "model.citation": ("Citation", "cited_keys"),
    "model.fields": ("FieldLine", "field_lines", "nearest"),
    "model.problems": ("DataError", "Problem"),
    "model.records": (
        "FOLDERS", "KINDS", "Approval", "Authority", "Claim", "Concept", "Cost", "Country", "Facets", "Harm", "Illness", "Life", "Mapping",
        "Outcome", "Product", "Question", "Statement", "Status", "Step", "Study", "Type", "Use",
    ),
    "query.by_illness": ("ByIllness", "UseFor"),
    "query.by_product": ("Licensed", "WhatItIs"),
    "query.changes": ("EVENTS", "Change", "Tally", "newest_review", "since", "tally"),
    "query.comparison": ("NOT_CHECKED", "Cell", "Comparison", "Row", "questions"),
    "query.doctor": ("questions_for_doctor",),
    "query.labels": ("LABELS", "STANDINGS", "Label", "label", "standing", "unproven", "warning_required"),
    "naming.annotate": ("Annotation", "Match", "annotate"),
    "naming.kinds": ("Name", "names_of"),
    "query.outcomes": ("People", "Told", "told"),
    "query.search": ("Hit", "Thing", "distinct_names"),
    "query.sureness": ("Sureness", "sure"),
    "query.taxonomy": ("Taxonomy", "load"),
    "version": ("__version__",),
}  # fmt: skip
_PARTS = {
    "decision_diagram": "export.decision_diagram", "export": "export", "notebook": "export.notebook", "vocabulary": "model.vocabulary",
}  # fmt: skip

__all__ = [
    "EVENTS",
    "FOLDERS",
    "KINDS",
    "LABELS",
    "NOT_CHECKED",
    "RULES",
    "STANDINGS",
    "Annotation",
    "Answer",
    "Approval",
    "AttributesError",
    "Authority",
    "ByIllness",
    "Cell",
    "Change",
    "Citation",
    "Claim",
    "Classification",
    "Comparison",
    "Concept",
    "Cost",
    "Country",
    "DataError",
    "Facets",
    "Facts",
    "FieldLine",
    "Harm",
    "Hit",
    "Illness",
    "Label",
    "Licensed",
    "Life",
    "Mapping",
    "Match",
    "Name",
    "Outcome",
    "People",
    "Problem",
    "Product",
    "Question",
    "Row",
    "Rule",
    "Says",
    "Source",
    "Statement",
    "Status",
    "Step",
    "Study",
    "Sureness",
    "Tally",
    "Taxonomy",
    "Thing",
    "Told",
    "Type",
    "Use",
    "UseFor",
    "WhatItIs",
    "__version__",
    "annotate",
    "check",
    "cited_keys",
    "classify",
    "classify_lines",
    "decision_diagram",
    "distinct_names",
    "export",
    "facts",
    "field_lines",
    "label",
    "load",
    "names_of",
    "nearest",
    "newest_review",
    "notebook",
    "press_alone",
    "questions",
    "questions_for_doctor",
    "signature",
    "since",
    "standing",
    "sure",
    "tally",
    "told",
    "unproven",
    "vocabulary",
    "warning_required",
]


def __getattr__(name: str) -> object:
    if name in _PARTS:
        return import_module(f"{__name__}.{_PARTS[name]}")
    for home, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
