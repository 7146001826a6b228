"""Pages use directives and roles that were looked at: a new one is a decision, made in this list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))

# None of these writes HTML, reads a file from outside docs/, or loads anything from elsewhere.
# Examples in {doctest} run, in continuous integration without secrets.
DIRECTIVES = frozenset(["admonition", "attention", "bibliography", "button-ref", "caution", "card", "code-block", "doctest", "dropdown", "figure", "glossary", "grid", "grid-item", "grid-item-card", "hint", "image", "important", "index", "list-table", "literal", "math", "note", "rubric", "seealso", "tab-item", "tab-set", "table", "tip", "toctree", "versionadded", "versionchanged", "warning"])  # fmt: skip
ROLES = frozenset(["abbr", "cite", "cite:p", "cite:t", "code", "doc", "math", "numref", "ref", "sub", "sup", "term"])
OURS = re.compile(r"(therapy|reader|machines|py)[:-][a-z-]+")  # directives and roles of conf/
AUTODOC = re.compile(r"\.\. (auto(class|exception|function|method|module)|py:[a-z]+|currentmodule)::|   :[a-z-]+:|\s*$")
FENCE = re.compile(r"^[ >]*(?:`{3,}|~{3,}|:{3,})\{([^}]*)\}", re.MULTILINE)
ROLE = re.compile(r"(?<!`)\{([a-z][a-z:-]*)\}`")


def unknown(text: str) -> set[str]:
    """Directives and roles of a page that are in no list."""
    found = {name for name in FENCE.findall(text) if name not in DIRECTIVES and name != "eval-rst"}
    found |= {name for name in ROLE.findall(text) if name not in ROLES}
    return {name for name in found if not OURS.fullmatch(name)}


def not_autodoc(text: str) -> list[str]:
    """Lines of reST blocks that do more than ask for the documentation of an object."""
    blocks = re.findall(r"^```\{eval-rst\}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if not AUTODOC.match(line)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_directives(page: Path) -> None:
    """A page uses known directives and roles, and reST for the Python reference alone."""
    text = page.read_text(encoding="utf-8")

    assert unknown(text) == set(), "expected a directive or role of tests/docs/test_untrusted.py"
    assert not_autodoc(text) == [], "expected autodoc directives only"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```{raw} html\n```", {"raw"}),
        (":::{include} a\n:::", {"include"}),
        ("- a\n\n  ~~~{literalinclude} a\n  ~~~", {"literalinclude"}),
        ("> ```{csv-table}\n> ```", {"csv-table"}),
        ("{download}`a`", {"download"}),
        ("{therapy:count}`types` {term}`a`\n```{note}\n```", set()),
    ],
)
def test_finds(text: str, found: set[str]) -> None:
    """What is in no list is found wherever it stands."""
    assert unknown(text) == found


def test_finds_rest() -> None:
    """Text of reST that is not autodoc is found."""
    text = "```{eval-rst}\n.. autofunction:: a\n   :members:\n\n.. raw:: html\n\n   <b>\n```\n"
    assert not_autodoc(text) == [".. raw:: html", "   <b>"]
