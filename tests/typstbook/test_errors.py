"""What the book refuses, and how it tells: the place, what is wrong, what is expected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import build_main

from tests.conftest import CONFIGURATION, ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

#: An extension whose node no builder knows how to print, and one whose node this builder knows.
EXTENSION = """
from docutils import nodes
from docutils.parsers.rst import Directive


class stranger(nodes.General, nodes.Element):
    pass


class friend(nodes.General, nodes.Element):
    pass


def visit(self, node):
    self.add("#strong[A friend]")


def depart(self, node):
    pass


def directive(node_class):
    class Show(Directive):
        def run(self):
            node = node_class()
            node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
            return [node]

    return Show


def setup(app):
    app.add_node(friend, typst=(visit, depart))
    app.add_directive("stranger", directive(stranger))
    app.add_directive("friend", directive(friend))
"""


class Told:
    """What a build told, and whether it made a PDF."""

    def __init__(self, status: int, words: str, *, pdf: bool) -> None:
        self.status, self.pdf = status, pdf
        self.lines = [line for line in re.sub(r"\x1b\[[\d;]*m", "", words).splitlines() if line]


def book_of(folder: Path, page: str, capsys: pytest.CaptureFixture[str]) -> Told:
    """Build the book of one *page*, and return what was told."""
    (folder / "conf.py").write_text(
        CONFIGURATION.format(
            root=str(ROOT),
            extensions=["myst_parser", "conf.typstbook", "strangers"],
            more=f"sys.path.insert(0, {str(folder)!r})",
        ),
        "utf-8",
    )
    (folder / "strangers.py").write_text(EXTENSION, "utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text(page, "utf-8")
    status = build_main(["-q", "-b", "typst", "-c", str(folder), str(folder / "docs"), str(folder / "out")])
    return Told(status, capsys.readouterr().err, pdf=any((folder / "out").glob("*.pdf")))


REFUSED = {
    "unknown node": (
        "# T\n\nText.\n\n```{stranger}\n```\n",
        r"index.md:5: ERROR: stranger: no Typst visitor for this node \(strangers\); expected one given by app.add_node",
    ),
    "alternative text": (
        "# T\n\n<b>x</b>\n\n```{image} dot.svg\n```\n",
        r"index.md:5: ERROR: image: no alternative text for 'dot.svg'; expected ':alt:'",
    ),
    "image from elsewhere": (
        "# T\n\n![dot](https://example.org/dot.png)\n",
        r"index.md:3: ERROR: image: 'https://example.org/dot.png' is not a local file; expected one",
    ),
    "unit": (
        "# T\n\n```{image} dot.svg\n:alt: dot\n:width: 3ex\n```\n",
        r"index.md:3: ERROR: image: unit 'ex' of ':width:'; expected one of px pt cm mm in em %",
    ),
    "unknown tag": (
        "# T\n\nA <blink>tag</blink>.\n",
        r"index.md:3: ERROR: raw HTML: unknown tag <blink>; expected one of abbr, b, br,",
    ),
    "footnote": (
        "# T\n\nText.\n\n```{eval-rst}\n.. [#a] Nothing refers to it.\n```\n",
        r"index.md:\d+: ERROR: footnote: nothing refers to it; expected a mark in the text",
    ),
    "character without a font": (
        "# T\n\nRunes: \u16a0\u16a2.\n",
        r"ERROR: typst: error: [^:]*: the text `\"\u16a0\"` could not be displayed[^\0]*0000-index.typ:6",
    ),
    "skipped heading": (
        "# T\n\n```{raw} typst\n#heading(level: 4)[Deep]\n```\n",
        r"ERROR: typst: error: PDF/UA-1 error: skipped from heading level 1 to 4",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each mistake is told with its place, fails the build, and makes no PDF."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )
    page, message = REFUSED[name]

    told = book_of(tmp_path, page, capsys)

    assert told.status == 1
    assert not told.pdf
    assert re.search(message, "\n".join(told.lines)), told.lines
    assert not [line for line in told.lines if "Traceback" in line]


def test_all_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem of the book is told in one go, in the order of the text."""
    told = book_of(tmp_path, "# T\n\n```{stranger}\n```\n\n<blink>x</blink>\n\n```{stranger}\n```\n", capsys)

    assert [line.split(": ")[0].rsplit(":", 1)[-1] for line in told.lines if "ERROR" in line] == ["3", "6", "8"]


def test_a_visitor_of_another_extension(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another extension brings a visitor for its node, and the node is printed."""
    told = book_of(tmp_path, "# T\n\n```{friend}\n```\n", capsys)

    assert (told.status, told.pdf, told.lines) == (0, True, [])
    assert "#strong[A friend]" in (tmp_path / "out" / "source" / "pages" / "0000-index.typ").read_text("utf-8")
