"""A page from a stranger prints nothing of the machine that builds it, and names what is ours alone."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.sitekit.reading import REAL, ROOT, Reading

KNOWN = "the-build-knows-this"
OTHERS = [
    ".. autodata:: taxonomy.loading.cache.os.environ", ".. autodata:: conf.sitekit.builds.idle.os.environ",
    ".. autodata:: taxonomy.command.line.sys.path", ".. autodata:: conf.conf.os.environ", ".. autodata:: taxonomy.DATA",
    ".. automodule:: conf.conf", ".. automodule:: conf.typstbook.verify.inspect", ".. automodule:: taxonomy.command.line",
    ".. autofunction:: conf.sitekit.builds.idle.os.system", ".. autoclass:: taxonomy.loading.cache.os",
    ".. automethod:: taxonomy.loading.folder.Path.home", ".. autoclass:: taxonomy.model.fields.re.Pattern",
    ".. autofunction:: taxonomy.load(print(1))", ".. autodata:: taxonomy.NOT_CHECKED.__class__", ".. automodule:: taxonomy.__main__",
    ".. autodata:: taxonomy.NOT_CHECKED\\", ".. autodata:: os.environ", ".. automodule:: taxonomy.export.os",
    "   :imported-members:", "   :undoc-members:", "   :private-members:", "   :special-members: __dict__", "   :ignore-module-all:",
    "   :value: 1", "   :annotation: 1", "   :member-order: by{source}", "   :synopsis: a", "   :no-index:", "   :members: os.environ",
]  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_a_name_of_another(site: Reading, line: str) -> None:
    """Through what a module imports, a page would print the environment, where tokens of a build stand."""
    block = line if line.startswith("..") else f".. automodule:: taxonomy.export\n{line}"
    found = site.read(f"# A\n\n```{{eval-rst}}\n{block}\n```\n").told
    assert [each.partition(": ")[2] for each in found] == [f"'{line.strip()}' is not allowed in eval-rst"], found


def test_what_the_pages_name_is_ours() -> None:
    """Each line of reStructuredText in docs/ is of the form; and the form is that of few lines besides."""
    lines = [
        line
        for path in (ROOT / "docs").rglob("*.md")
        for block in re.findall(r"```\{eval-rst\}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
        for line in block.splitlines()
        if line.strip()
    ]
    assert len(lines) > 50
    assert [line for line in lines if not re.fullmatch(REAL._raw_config["page_rest"], line)] == []


@pytest.mark.parametrize(
    "option",
    ["style: os", "filter: ().__class__", "list: enumerated", "start: 99999999999", "keyprefix: a", "labelprefix: <b>", "cited:", "notcited:", "encoding: rot13"],
)  # fmt: skip
def test_an_option_that_is_a_program(site: Reading, option: str) -> None:
    """The list of sources takes a style by the name of a program, and broke off where there is none of the name."""
    name = option.partition(":")[0]
    assert site.read(f"# A\n\n```{{bibliography}}\n:all:\n:{option}\n```\n").told == [
        f"3: the option '{name}' of 'bibliography' is not allowed"
    ]


@pytest.mark.parametrize("option", ["img-top", "img-bottom", "img-background"])
@pytest.mark.parametrize("path", ["https://evil.example/a.png", "//evil.example/a.png", "../../secret.svg"])
def test_a_picture_without_a_line(site: Reading, option: str, path: str) -> None:
    """A picture of a card is told at a line of the card."""
    (told,) = site.read(f"# A\n\n```{{card}} T\n:{option}: {path}\n\nwords\n```\n").told
    assert re.fullmatch(rf"[3-6]: the file '{re.escape(path)}' is not allowed", told), told


def test_the_environment_stays_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With autodoc at hand, as on the site, nothing of it comes into a page."""
    monkeypatch.setenv("OF_THE_BUILD", KNOWN)
    lists = {"extensions": ["myst_parser", "sphinx_design", "sphinx.ext.autodoc", "conf.sitekit.untrusted_pages"]}
    with Reading.of(tmp_path, **lists) as site:
        for line in (each for each in OTHERS if each.startswith("..")):
            assert KNOWN not in site.read(f"# A\n\n```{{eval-rst}}\n{line}\n```\n").doctree.astext()
    (tmp_path / "open").mkdir()
    with Reading.of(tmp_path / "open", **lists, page_rest=".*") as site:  # the same line, were it not refused
        assert KNOWN in site.read(f"# A\n\n```{{eval-rst}}\n{OTHERS[0]}\n```\n").doctree.astext()
    assert os.environ["OF_THE_BUILD"] == KNOWN
