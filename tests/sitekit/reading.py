"""Reads a text as a page, as the site would: with Sphinx, MyST and sphinx-design, and the lists of conf.py."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.tags import Tags

ROOT = Path(__file__).parents[2]
CONF = ROOT / "conf"
REAL = Config.read(CONF, overrides={}, tags=Tags())
LISTS = (
    "page_files",
    "page_names",
    "page_metadata",
    "page_directives",
    "page_roles",
    "page_classes",
    "page_options",
    "page_rest",
)
MARKDOWN = ("myst_enable_extensions", "myst_disable_syntax")
TOLD = re.compile(r":(\d+): WARNING: (.*); expected [^\n]* \[safety\.(source|doctree)\]$", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Trap(Directive):
    """Stands in no list, in Markdown or in reStructuredText, and so never runs, however it is wrapped."""

    has_content = True
    optional_arguments = 9
    sprung: ClassVar[list[str]] = []

    def run(self) -> list[nodes.Node]:
        """Say that it ran."""
        self.sprung.append(self.name)
        return []


def trap(name: str, *_: object, **__: object) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Stands in no list, as a role."""
    Trap.sprung.append(name)
    return [], []


class Read(NamedTuple):
    """What was told of a page, as ``line: what``; all that Sphinx said; what became of the page; what ran and may not."""

    told: list[str]
    said: str
    doctree: nodes.document
    sprung: list[str]


class Reading:
    """A site of one page, which is read again and again; ``lists`` takes the place of those of the project."""

    def __init__(self, root: Path, **lists: Any) -> None:
        self.page = root / "docs" / "index.md"
        self.page.parent.mkdir()
        self.page.write_text("# A\n", encoding="utf-8")
        # Were a look to fail, docutils would not help: it may write HTML and read files here.
        (root / "docutils.conf").write_text("[general]\nraw_enabled: yes\n", encoding="utf-8")
        (root / "conf.py").write_text("", encoding="utf-8")
        values: dict[str, Any] = {name: REAL._raw_config[name] for name in (*LISTS, *MARKDOWN)}
        values |= {"extensions": ["myst_parser", "sphinx_design", "conf.sitekit.untrusted_pages"], **lists}
        self.warnings = io.StringIO()
        docs, out, trees = self.page.parent, root / "out", root / "trees"
        with patch_docutils(root):
            self.app = Sphinx(docs, root, out, trees, "html", values, status=None, warning=self.warnings)
        self.app.add_directive("trap", Trap, override=True)
        self.app.add_role("trap", trap, override=True)
        self.doctrees: list[nodes.document] = []
        self.app.connect("doctree-read", lambda _, doctree: self.doctrees.append(doctree), priority=999)

    @classmethod
    @contextmanager
    def of(cls, root: Path, **lists: Any) -> Iterator[Reading]:
        """Such a site, whose directives and roles are gone when it is left: other builds of the process have theirs."""
        with docutils_namespace():
            yield cls(root, **lists)

    def read(self, text: str) -> Read:
        """Read a text; the page before is forgotten."""
        self.page.write_bytes(text.encode("utf-8"))
        env = self.app.env
        self.warnings.seek(0)
        self.warnings.truncate()
        Trap.sprung.clear()
        self.doctrees.clear()
        self.app.events.emit("env-purge-doc", env, "index")
        env.clear_doc("index")
        self.app.builder.read_doc("index")
        said = COLOURS.sub("", self.warnings.getvalue())
        told = [f"{line}: {what}" for line, what, _ in TOLD.findall(said)]
        return Read(told, said, self.doctrees[0], [*Trap.sprung])
