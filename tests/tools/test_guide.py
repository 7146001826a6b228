"""The guide's script and the Python rules agree."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from py_mini_racer import MiniRacer

import taxonomy
from conf.tools.guide import NONE, QUESTIONS, UNKNOWN, exported
from conf.tools.views import guide_types
from taxonomy import decision_diagram as diagram
from taxonomy.decide.classification import decide
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
    assert all(UNKNOWN not in options for options in offered.values())
    for made in diagram.diagrams().values():
        for variable in made.variables:
            assert set(variable.values) <= offered[variable.field]
    known = {"agent": v.AGENT, "intent": v.INTENT, "flag": v.FLAG, "effect": v.IMMUNE_EFFECT, "role": v.IMMUNE_ROLE}
    for field, words in known.items():
        assert offered[field] <= set(words)
    assert offered["role"] == set(v.IMMUNE_ROLE)


@pytest.fixture(scope="module")
def script() -> MiniRacer:
    """The guide's functions, in the engine of a browser, with the data that its page holds."""
    engine = MiniRacer()
    engine.eval("var module = {};")
    engine.eval(SCRIPT.read_text(encoding="utf-8"))
    engine.eval(f"var data = {json.dumps(exported())}, guide = module.exports;")
    return engine


def answered(values: dict[str, object]) -> str:
    """Answers as the script takes them."""
    return json.dumps({field: sorted(v) if isinstance(v, frozenset) else v for field, v in values.items()})


@pytest.mark.parametrize("term", v.TERM)
def test_what_is_still_possible_is_what_python_says_of_all_that_fits(script: MiniRacer, term: str) -> None:
    """Without some answers, the rules that can decide are those of all combinations that give the others."""
    every = [(each, decide(term, each).id) for each in guide.combinations()]
    draw = random.Random(7)  # noqa: S311 - the same each time
    for _ in range(120):
        chosen, _rule = draw.choice(every)
        known = draw.sample(diagram.ORDER, draw.randint(0, len(diagram.ORDER)))
        given = {field: getattr(chosen, field) for field in known}
        fitting = {rule for each, rule in every if all(getattr(each, field) == value for field, value in given.items())}
        found = script.eval(f"JSON.stringify(guide.reach(data.terms.{term}, {answered(given)}).rules)")
        assert set(json.loads(str(found))) == fitting, given


def test_each_treatment_is_left_when_its_own_answers_are_given(script: MiniRacer) -> None:
    """Whatever of a treatment's answers a reader knows, it stays among those that fit; the rule is that of its page."""
    t = taxonomy.load()
    content, _ = guide_types(SimpleNamespace(taxonomy=t), "")  # type: ignore[arg-type]
    types = [{key: value for key, value in each.items() if key != "named"} for each in content["types"]]
    script.eval(f"data.types = {json.dumps(types)};")
    draw = random.Random(11)  # noqa: S311 - the same each time
    for each in types:
        known = draw.sample(diagram.ORDER, draw.randint(0, len(diagram.ORDER)))
        given = answered({field: each[field] for field in known})
        left = script.eval(f"JSON.stringify(guide.remaining(data, {given}).map(({{ id }}) => id))")
        assert each["id"] in json.loads(str(left)), (each["id"], known)
        for term, answer in zip(v.TERM, t.classify(each["id"]).answers, strict=True):
            decided = script.eval(f"guide.walk(data.terms.{term}, {json.dumps(each)})")
            assert decided == answer.rules[0], each["id"]
