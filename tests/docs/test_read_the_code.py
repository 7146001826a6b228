"""The heart of the package is small, and a page leads through it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/contribute/read-the-code.md").read_text(encoding="utf-8")
ROOMS = ("model", "decide", "query")
#: What these rooms hold beside the heart: the lines of the command line, the hierarchy with its questions,
#: what a text may hold, what a thing is called elsewhere, and what is told of one illness, medicine, outcome, change or visit to the doctor.
BESIDE = {
    "cases.py", "hierarchy.py", "taxonomy.py", "citation.py", "days.py", "letters.py", "by_illness.py", "by_product.py", "changes.py",
    "doctor.py", "naming.py", "outcomes.py", "sureness.py",
}  # fmt: skip
MOST = 2000
SPACE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def lines_of_code(text: str) -> int:
    """How many lines hold code: not those that are blank, a comment, or a docstring."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SPACE:
            found.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            docstring = node.body[0]
            found -= set(range(docstring.lineno, (docstring.end_lineno or 0) + 1))
    return len(found)


def rooms() -> list[Path]:
    """Every module of the rooms that decide what a page says."""
    return [path for room in ROOMS for path in sorted((ROOT / "taxonomy" / room).glob("*.py"))]


def test_lines_are_counted() -> None:
    """Code counts, also within a statement; blank lines, comments and docstrings do not."""
    assert (
        lines_of_code('"""Doc."""\n\n# why\ndef f(\n    a,\n):\n    """Two\n    lines."""\n    return a  # so\n') == 4
    )


def test_the_heart_is_small() -> None:
    """The model, the words, the rules, the answer, comparison, labels and search: at most 2,000 lines of code, as the page says."""
    heart = [path for path in rooms() if path.name not in BESIDE]
    assert {path.name for path in rooms()} >= BESIDE
    assert 1000 < sum(lines_of_code(path.read_text(encoding="utf-8")) for path in heart) <= MOST
    assert f"at most {MOST:,} lines of code" in PAGE


def test_the_page_leads_through_all_of_it() -> None:
    """It links every module of these rooms, and no file that is gone."""
    linked = {ROOT / path for path in re.findall(r"/blob/main/([\w/]+\.py)\)", PAGE)}
    assert [path.name for path in linked if not path.is_file()] == []
    assert {path for path in rooms() if path.name != "__init__.py"} <= linked
