"""The guide's script and the Python rules agree."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from conf.tools.guide import NONE, QUESTIONS, exported
from taxonomy import decision_diagram as diagram
from taxonomy.model import vocabulary as v
from tests import guide

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "conf/static/reader/guide.js"
ANSWERS = ROOT / "tests/guide_answers.js"
NODE = shutil.which("node") or ""

RUN = """
const answers = eval(require("node:fs").readFileSync(process.argv[2], "utf8"));
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(answers(require(process.argv[1]), asked)));
"""


@pytest.mark.skipif(not NODE, reason="tests/browser asks the same of the browser")
def test_script_and_python_agree_on_every_combination() -> None:
    """On every combination of the decisive attributes the script names Python's rule, with its reason."""
    asked = json.dumps({"data": exported(), "axes": guide.axes(), "some": guide.SOME})
    done = subprocess.run([NODE, "-e", RUN, SCRIPT, ANSWERS], input=asked, capture_output=True, text=True, check=True)
    expected = guide.expected()
    assert len(expected) > 200_000
    assert json.loads(done.stdout) == expected


def test_the_guide_asks_at_most_six_questions() -> None:
    """Each decisive field is asked once, and there are no more than six."""
    assert [each.field for each in QUESTIONS] == list(diagram.ORDER)
    assert len(QUESTIONS) <= 6


def test_the_guide_offers_every_value_that_a_rule_looks_at() -> None:
    """A reader can give every answer that changes a result, and no answer that the data does not know."""
    offered = {each.field: set(each.options) - ({NONE} if each.many else set()) for each in QUESTIONS}
    for made in diagram.diagrams().values():
        for variable in made.variables:
            assert set(variable.values) <= offered[variable.field]
    known = {"agent": v.AGENT, "intent": v.INTENT, "flag": v.FLAG, "effect": v.IMMUNE_EFFECT, "role": v.IMMUNE_ROLE}
    for field, words in known.items():
        assert offered[field] <= set(words)
    assert offered["role"] == set(v.IMMUNE_ROLE)
