"""Every example of every how-to is run, those included that need libraries of their own."""

from __future__ import annotations

import doctest
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import taxonomy

PAGES = sorted((Path(__file__).parents[2] / "docs/use").glob("how-to*.md"))
FENCE = re.compile(r"^```\{doctest\}\n(?:(:[^\n]*)\n\n?)?(.*?)^```$", re.DOTALL | re.MULTILINE)
# As in conf.py; what follows ``:skipif:`` is what is skipped where a library is missing.
SETUP = {"taxonomy": taxonomy, "find_spec": find_spec}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples(page: Path) -> None:
    """The examples of a page run one after the other, with the names of those before."""
    text = page.read_text(encoding="utf-8")
    examples = "\n".join(match[2] for match in FENCE.finditer(text))
    assert text.count("{doctest}") == len(FENCE.findall(text))
    conditions = [match[1].removeprefix(":skipif: ") for match in FENCE.finditer(text) if match[1]]
    assert not [each for each in conditions if eval(each, dict(SETUP))]  # noqa: S307 - written in our own pages

    test = doctest.DocTestParser().get_doctest(examples, {**SETUP, "t": taxonomy.load()}, page.stem, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    said: list[str] = []
    runner.run(test, out=said.append)

    assert not runner.failures, "".join(said)
    if "```python" not in text:
        assert runner.tries


def test_there_are_at_least_twelve() -> None:
    """How-tos are the sections that hold an example."""
    found = [
        section.partition("\n")[0]
        for page in PAGES
        for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        if "{doctest}" in section
    ]

    assert len(found) >= 12
