"""What a medicine does to its target: in ChEMBL's words, and as a source says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taxonomy import DataError, Taxonomy, load
from taxonomy.export import Edition, schema_of
from taxonomy.model.naming import ACTION
from tests.small import write

#: By which words of a source each action is known.
SAID = {
    "AGONIST": r"agonist|activator|stimulating",
    "ANTAGONIST": r"antagonist",
    "ANTISENSE INHIBITOR": r"antisense|mRNA degradation",
    "BINDING AGENT": r"directed|targeted|binds to",
    "EXOGENOUS GENE": r"gene|copies|cells that express",
    "GENE EDITING NEGATIVE MODULATOR": r"editing.*reduced",
    "INHIBITOR": r"(?i)inhibit|block|neutralis|prevents",
    "POSITIVE MODULATOR": r"increase",
    "RNAI INHIBITOR": r"interfering|siRNA",
}
PRODUCT = """id: anti-x
name: anti-x
type: car-t
target: CD19
targets:
  - name: CD19
    symbol: CD19
    hgnc: HGNC:1633
    uniprot: UNIPROT:P15391
    action:
      kind: {kind}
      said: CD19-directed cells
      sources:
        - asgct-faq
    sources:
      - asgct-faq
approvals:
  - agency: FDA
    status: approved
    date: 2017-08-30
    sources:
      - asgct-faq
sources:
  - asgct-faq
reviewed: 2026-11-22
"""


def with_action(tmp_path: Path, kind: str) -> Taxonomy:
    """The small set with a product that has this action."""
    root = write(tmp_path / "data")
    (root / "products" / "anti-x.yaml").write_text(PRODUCT.format(kind=kind), encoding="utf-8")
    return load(root)


def test_each_is_told_in_words_that_mean_it(real: Taxonomy) -> None:
    """The words that a source uses are words of that action; most targets have one, and none is guessed."""
    targets = [(product.id, each) for product in real.products.values() for each in product.targets]
    told = [(id, each.action) for id, each in targets if each.action]

    assert [(id, action.kind) for id, action in told if not re.search(SAID[action.kind], action.said)] == []
    assert {action.kind for _, action in told} == SAID.keys()
    assert len(told) > 0.7 * len(targets) > 120


def test_a_label_is_cited(real: Taxonomy) -> None:
    """What a medicine does is read in its label, in the United States or the European Union."""
    cited = {
        source.partition(" @ ")[0]
        for product in real.products.values()
        for each in product.targets
        if each.action
        for source in each.action.sources
    }

    assert {real.sources[key].kind for key in cited} == {"label"}


def test_another_word_is_refused(tmp_path: Path) -> None:
    """Only ChEMBL's words are allowed; the message names one that is near."""
    with pytest.raises(DataError, match=r"targets\[0\].action.kind: 'BLOCKER' is unknown.*expected one of ACTIVATOR"):
        with_action(tmp_path, "BLOCKER")


def test_it_goes_into_every_table(tmp_path: Path) -> None:
    """The table of targets has it, with its words and its source, and the schema allows the same words."""
    view = Edition(with_action(tmp_path, "BINDING AGENT"), [])
    (row,) = view.tables["targets"].rows

    assert (row["action_kind"], row["action_said"], row["action_sources"]) == (
        "BINDING AGENT",
        "CD19-directed cells",
        ["asgct-faq"],
    )
    schema = schema_of("product")["properties"]["targets"]["items"]["properties"]["action"]
    assert schema["required"] == ["kind", "said", "sources"]
    assert schema["properties"]["kind"]["enum"] == list(ACTION)
