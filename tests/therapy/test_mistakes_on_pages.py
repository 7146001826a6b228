"""Mistakes on a page that uses our roles and directives: each is told in words, at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conf.therapy.directives import DIRECTIVES
from conf.therapy.domain import TherapyDomain
from conf.therapy.roles import ROLES
from tests.small_site import Built, Site

MISTAKES = {
    "type": ("```{therapy:type} cart\n```\n", "therapy:type: 'cart' is unknown (did you mean 'car-t'?); expected the identifier of a type"),
    "compared type": ("```{therapy:compare} car-t knee-cell\n```\n", "therapy:compare: 'knee-cell' is unknown (did you mean 'knee-cells'?)"),
    "illness": ("```{therapy:illness} leukemia\n```\n", "therapy:illness: 'leukemia' is unknown (did you mean 'leukaemia'?); expected the identifier of an illness"),
    "what is licensed": ("```{therapy:licensed} cell-therapy FDA\n```\n", "therapy:licensed: 'cell-therapy' is unknown; expected one of cell_therapy,"),
    "agency": ("```{therapy:licensed} cell_therapy FDAA\n```\n", "therapy:licensed: 'FDAA' is unknown (did you mean 'FDA'?)"),
    "row": ("```{therapy:compare} car-t insulin\n:rows: given costs\n```\n", "therapy:compare: 'costs' is unknown (did you mean 'cost'?); expected one of warning,"),
    "family": ("```{therapy:types} vaccine\n```\n", "therapy:types: 'vaccine' is unknown (did you mean 'vaccines'?); expected one of transfusion,"),
    "origin": ("```{therapy:claims} articles\n```\n", "therapy:claims: 'articles' is unknown (did you mean 'article'?); expected one of"),
    "rules": ("```{therapy:rules} immunotherapies\n```\n", "therapy:rules: 'immunotherapies' is unknown (did you mean 'immunotherapy'?)"),
    "table of counts": ("```{therapy:counts} areas\n```\n", "therapy:counts: 'areas' is unknown (did you mean 'area'?); expected one of family, status,"),
    "timeline": ("```{therapy:timeline} vaccine\n```\n", "therapy:timeline: 'vaccine' is unknown (did you mean 'vaccines'?)"),
    "fields": ("```{therapy:fields} types\n```\n", "therapy:fields: 'types' is unknown (did you mean 'type'?); expected one of type,"),
    "count": ("{therapy:count}`type`\n", "therapy:count: 'type' is unknown (did you mean 'types'?); expected a countable name"),
    "classified type": ("{therapy:class}`cart:immunotherapy`\n", "therapy:class: 'cart' is unknown (did you mean 'car-t'?); expected the identifier of a type"),
    "term": ("{therapy:class}`car-t:surgery`\n", "therapy:class: 'surgery' is unknown; expected ID:TERM, the term one of cell_therapy,"),
    "kind": ("{therapy:name}`typ:car-t`\n", "therapy:name: 'typ' is unknown (did you mean 'type'?); expected KIND:ID, the kind one of type,"),
    "named record": ("{therapy:name}`type:cart`\n", "therapy:name: 'cart' is unknown (did you mean 'car-t'?); expected the identifier of a record of the kind 'type'"),
    "link to anything": ("{therapy:ref}`insulins`\n", "therapy:ref: 'insulins' is unknown (did you mean 'insulin'?); expected the identifier of something"),
    "link to a kind": ("{therapy:product}`insulin`\n", "therapy:product: 'insulin' is unknown; expected the identifier of something that a page describes"),
    "name given up": ("{therapy:name}`deprecated:car-t-cells`\n", "therapy:name: 'deprecated' is unknown; expected KIND:ID, the kind one of type,"),
    "record given up": ("{therapy:class}`car-t-cells:immunotherapy`\n", "therapy:class: 'car-t-cells' was given up; expected car-t, which took its place"),
    "link to what was given up": ("{therapy:type}`car-t-cells`\n", "therapy:type: 'car-t-cells' was given up; expected car-t, which took its place"),
    "no identifier": ("{therapy:name}`type:`\n", "therapy:name: nothing is given; expected the identifier of a record of the kind 'type'"),
    "no term": ("{therapy:class}`car-t`\n", "therapy:class: nothing is given; expected ID:TERM,"),
    "nothing for a role": ("{therapy:count}``\n", "'{therapy:count}' stands here as text; expected it right before a word in backticks"),
    "space after a role": ("Of {therapy:count} `types`.\n", "'{therapy:count}' stands here as text; expected it right before a word"),
    "quotes for backticks": ("> Of {therapy:count}'types'.\n", "'{therapy:count}' stands here as text; expected it right before a word"),
    "fence on one line": ("```{therapy:labels}```\n", "'{therapy:labels}' stands here as text; expected a fence whose ends have lines of their own"),
    "nothing for a directive": ("```{therapy:fields}\n```\n", "therapy:fields: nothing is given; expected KIND"),
    "too many words": ("```{therapy:rules} cell_therapy FDA\n```\n", "therapy:rules: 'cell_therapy FDA' is given; expected TERM"),
    "too few words": ("```{therapy:licensed} cell_therapy\n```\n", "therapy:licensed: 'cell_therapy' is given; expected WHAT AGENCY [SOURCE]"),
    "words for one that takes none": ("```{therapy:labels} all\n```\n", "therapy:labels: 'all' is given; expected no word after its name"),
    "source of a list": ("```{therapy:licensed} cell_therapy FDA asgct\n```\n", "therapy:licensed: 'asgct' is unknown"),
    "one beside nothing": ("```{therapy:compare} car-t\n```\n", "therapy:compare: 'car-t' is given; expected ID ID …"),
    "rows without a word": ("```{therapy:compare} car-t insulin\n:rows:\n```\n", "therapy:compare: :rows: is empty; expected the keys of questions"),
    "type twice": ("```{therapy:compare} car-t car-t\n```\n", "therapy:compare: 'car-t' is given twice; expected each type once"),
    "described twice": ("```{therapy:type} insulin\n```\n", "type 'insulin' is described in"),
    "other title": ("```{therapy:type} insulin\n```\n", "the page's title is 'More'; expected the type's name, 'Insulin'"),
}  # fmt: skip


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site with a page for each mistake, built once."""
    site = Site(tmp_path_factory.mktemp("mistaken"))
    for number, (text, _) in enumerate(MISTAKES.values()):
        site.page(f"mistake-{number}.md", f"---\norphan: true\n---\n\n# More\n\n{text}")
    return site.build()


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_on_a_page(mistaken: Built, name: str) -> None:
    """A mistake on a page is a located warning, and fails the build."""
    page, (_, message) = f"/mistake-{[*MISTAKES].index(name)}.md:", MISTAKES[name]
    told = [line for line in mistaken.output.splitlines() if message in line]

    assert mistaken.status == 1
    # Of two pages that describe the same, the one that is read later is named.
    assert [line for line in told if page in line or message.startswith("type ")]
    assert "Traceback" not in mistaken.output


#: What Python or docutils say, and a writer need not know.
NOT_FOR_WRITERS = re.compile(r"Traceback|Error:|object has no|NoneType|argument\(s\)|: ''|dict_keys|<class")


def test_no_mistake_is_silent_or_told_in_python(tmp_path: Path) -> None:
    """Every role and every directive, with what writers mistype: a warning at its line, in words."""
    site = Site(tmp_path)
    wrong = [
        "",
        " ",
        ":",
        "nope",
        "type:",
        "type:nope",
        "car-t:",
        "__class__",
        "car-t:__class__",
        "nope nope nope nope",
    ]
    links = [*TherapyDomain.object_types, "ref"]
    pages = {f"role-{name}": [f"{{therapy:{name}}}`{word}`" for word in wrong] for name in [*ROLES, *links]}
    pages |= {f"directive-{name}": [f"```{{therapy:{name}}} {word}\n```" for word in wrong[3:]] for name in DIRECTIVES}
    lines = {}
    for name, written in pages.items():
        text = f"---\norphan: true\n---\n\n# {name}\n"
        for each in written:
            lines[f"/{name}.md:{text.count(chr(10)) + 2}:"] = each
            text += f"\n{each}\n"
        site.page(f"{name}.md", text)

    told = [line for line in site.build().output.splitlines() if "WARNING" in line or "ERROR" in line]

    assert [each for line, each in lines.items() if not any(line in warning for warning in told)] == []
    assert [line for line in told if NOT_FOR_WRITERS.search(line)] == []
