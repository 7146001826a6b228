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

from conf.typstbook.translate.syntax import escape


class stranger(nodes.General, nodes.Element):
    pass


class friend(nodes.General, nodes.Element):
    pass


def visit(self, node):
    self.add(f"#strong[A friend{escape(node['words'])}]")


def depart(self, node):
    pass


def directive(node_class):
    class Show(Directive):
        has_content = True

        def run(self):
            node = node_class(words=" ".join(self.content))
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


def book_of(folder: Path, page: str, capsys: pytest.CaptureFixture[str], more: str = "") -> Told:
    """Build the book of one page, and return what was told."""
    (folder / "conf.py").write_text(
        CONFIGURATION.format(
            root=str(ROOT),
            extensions=["myst_parser", "conf.typstbook", "strangers"],
            more=f"sys.path.append({str(folder)!r})\n{more}",  # behind the root, whose conf/ is not this conf.py
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
    "letter that no font has": (
        "# T\n\nTake the \U0001f489 now.\n",
        r"index.md:3: ERROR: letters: no font has U\+1F489 SYRINGE, in 'Take the \U0001f489 now.'; expected others,",
    ),
    "letters of code": (
        "# T\n\n## U\n\n```python\nx = '가각'\n```\n",
        r"index.md:5: .*U\+AC00 [\w ]+, U\+AC01 .* in 'x = '가각''",
    ),
    "letter of a title": (
        "# T\n\n## Thai: ไทย\n",
        r"index.md:3: .*U\+0E17 THAI CHARACTER THO THAHAN, .* in 'Thai: ไทย'",
    ),
    "letter of data": (
        "# T\n\n```{friend}\na \u16a0 rune\n```\n",
        r"index.md:3: .*U\+16A0 RUNIC LETTER .*, in '.*a \u16a0 rune",
    ),
    "letter of an index entry": (
        "# T\n\n```{index} single: \u16a0\n```\n",
        r"index.md:3: .*U\+16A0 .*, in '.*\u16a0",
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


def test_letters_of_a_drawing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter that a picture prints is told with its file; what else the file says of it is not printed."""
    (tmp_path / "docs").mkdir()
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>\u16a2</title><text>\u16a0</text></svg>'
    (tmp_path / "docs" / "dot.svg").write_text(dot, "utf-8")

    told = book_of(tmp_path, "# T\n\n![dot](dot.svg)\n", capsys)

    (line,) = told.lines
    assert "dot.svg:1: ERROR: letters: no font has U+16A0 RUNIC LETTER FEHU FEOH FE F, in " in line


def test_letters_of_the_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter that the frame prints and no page is told with the configuration, where it comes from."""
    told = book_of(tmp_path, "# T\n", capsys, more='typst_subtitle = "On \\u16a0"')

    (line,) = told.lines
    assert re.search(r"conf.py:1: ERROR: letters: no font has U\+16A0 .*, in '.*\"On \u16a0\"", line)


def test_letters_that_are_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text alternative is for those who do not see: it may have letters that no font has."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )

    told = book_of(tmp_path, "# T\n\n![\U0001f489](dot.svg)\n", capsys)

    assert (told.status, told.pdf, told.lines) == (0, True, [])


def test_all_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem of the book is told in one go, in the order of the text; letters come last."""
    page = "# T\n\n\u16a0\n\n```{stranger}\n```\n\n<blink>x</blink>\n\n```{stranger}\n```\n\n\u16a0 again.\n"
    told = book_of(tmp_path, page, capsys)

    lines = [line.split(": ")[0].rsplit(":", 1)[-1] for line in told.lines if "ERROR" in line]
    assert lines == ["5", "8", "10", "3", "13"]


def test_a_visitor_of_another_extension(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another extension brings a visitor for its node, and the node is printed."""
    told = book_of(tmp_path, "# T\n\n```{friend}\n```\n", capsys)

    assert (told.status, told.pdf, told.lines) == (0, True, [])
    assert "#strong[A friend]" in (tmp_path / "out" / "source" / "pages" / "0000-index.typ").read_text("utf-8")
