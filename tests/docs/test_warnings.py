"""Every warning of the build has a type that can be looked up."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conf.published.warning_types import PublishedWarning
from conf.sitekit import SitekitWarning
from conf.therapy.warning_types import TherapyWarning
from conf.tools.warning_types import ToolsWarning
from conf.typstbook.warning_types import TypstWarning

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/contribute/warnings.md").read_text(encoding="utf-8")
TYPES = [PublishedWarning, SitekitWarning, TherapyWarning, ToolsWarning, TypstWarning]


def calls() -> Iterator[tuple[str, str]]:
    """What the code of the site calls, by the file that calls it."""
    for path in (ROOT / "conf").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(ROOT).as_posix(), ast.unparse(node.func)


def test_every_warning_has_a_type() -> None:
    """Nothing warns but by a type."""
    loose = {file for file, called in calls() if re.search(r"(logger|reporter)\.warning$", called)}

    assert loose == {"conf/sitekit/__init__.py", "conf/typstbook/warning_types.py"}


@pytest.mark.parametrize("types", TYPES, ids=lambda each: each.__name__)
def test_every_type_is_used_and_listed(types: type[SitekitWarning]) -> None:
    """A type that nothing gives any more is gone; the page lists all of one class by its name."""
    used = {called for _, called in calls()}

    assert {each.name for each in types if f"{types.__name__}.{each.name}.tell" not in used} == set()
    assert f".. autoclass:: {types.__module__}.{types.__name__}\n   :members:" in PAGE


@pytest.mark.parametrize("types", TYPES, ids=lambda each: each.__name__)
def test_every_type_says_what_it_means(types: type[SitekitWarning]) -> None:
    """Below each member stands a sentence, which the page shows."""
    path = Path(inspect.getfile(types))
    (body,) = (
        node.body
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == types.__name__
    )
    for each in types:
        at = next(n for n, node in enumerate(body) if ast.unparse(node).startswith(f"{each.name} ="))
        told = body[at + 1]
        assert isinstance(told, ast.Expr), each
        assert ast.literal_eval(told.value).endswith("."), each
