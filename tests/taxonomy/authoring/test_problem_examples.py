"""Each message of the check stands in the contributor's guide, with a wrong and a right example."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import taxonomy
from taxonomy.authoring import Example, read_examples
from taxonomy.authoring.problem_examples import read_example
from taxonomy.loading.checks import COMMON_RULES, RECORD_RULES, WHOLE_RULES
from taxonomy.loading.folder import Folder
from tests.small import FILES, write

EXAMPLES = [each for examples in read_examples().values() for each in examples]
CODE = Path(taxonomy.__file__).parent


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.folder.name)
def test_wrong_and_right(kind: Example, tmp_path: Path) -> None:
    """The right lines stand in a folder without problems; the wrong ones give the message, at their place."""
    text = FILES.get(kind.file, kind.right)  # or a second record, whole
    assert text.count(kind.right) == 1
    root = write(tmp_path)
    (root / kind.file).write_text(text, encoding="utf-8")
    assert Folder(root).problems == []
    broken = text.replace(kind.right, kind.wrong)
    (root / kind.file).write_text(broken, encoding="utf-8")
    told = [re.sub(r"^.*?:\d+: ", "", str(problem)) for problem in Folder(root).problems]
    assert kind.message in told


# Takes two records that are there in the reference alone: tests/taxonomy/loading/test_sense.py holds it.
UNSHOWN = {r".*\ is\ called\ shared\ \(SHARED\ in\ checks/between\.py\),\ and\ is\ not"}


def literals(path: Path) -> set[str]:
    """The patterns of all that a module says is wrong: second argument of a report, last but one of a yield."""
    found: list[ast.expr] = []
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "report":
            found.append(node.args[1])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            found += [each.elts[-2] for each in node.args if isinstance(each, ast.Tuple) and len(each.elts) == 4]
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) > 2:
            found.append(node.value.elts[-2])
    found += [each for name in found if isinstance(name, ast.Name) for each in named.get(name.id, [])]
    return {pattern for node in found for pattern in spelt(node)}


def spelt(node: ast.expr) -> list[str]:
    """The pattern of a text, of a formatted text, or of two joined."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in node.values]
        return ["".join(parts)]
    if isinstance(node, ast.BinOp):
        return [f"{left}.*" for left in spelt(node.left)]
    return []


@pytest.mark.parametrize(
    "module",
    [
        "loading/field_checks",
        "loading/checks/treatments",
        "loading/checks/others",
        "loading/checks/whole",
        "loading/checks/sense",
        "loading/checks/possible",
        "loading/checks/approvals",
        "loading/checks/between",
        "loading/bibtex_checks",
        "loading/bibtex_entries",
    ],
)
def test_complete(module: str) -> None:
    """No message of a module is without an example."""
    patterns = literals(CODE / f"{module}.py")
    said = [kind.message.partition(": ")[2].partition("; expected ")[0] for kind in EXAMPLES]
    assert len(patterns) > 2
    assert {each for each in patterns if not any(re.fullmatch(each, what) for what in said)} <= UNSHOWN


def test_every_rule_is_shown() -> None:
    """Each rule of a record and of the set has its docstring in the guide."""
    rules = {each for rules in RECORD_RULES.values() for each in rules} | {*COMMON_RULES, *WHOLE_RULES}
    shown = {kind.says for kind in read_examples()["Rules"]}
    assert {(each.__doc__ or "").split("\n\n", maxsplit=1)[0] for each in rules} == shown


def test_an_example_without_its_head_is_refused(tmp_path: Path) -> None:
    """Whoever forgets the rule, the file or the message is told what to write."""
    (tmp_path / "wrong.yaml").write_text("## A rule.\nname: x\n## types/car-t.yaml\n", encoding="utf-8")
    (tmp_path / "right.yaml").write_text("name: y\n", encoding="utf-8")
    with pytest.raises(ValueError, match="expected the rule, the file and the message, each after '## '"):
        read_example(tmp_path)
