"""Sphinx extension: the ``{therapy-problems}`` directive lists what the check can say, with examples."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from taxonomy.authoring import problem_examples as problem_kinds
from taxonomy.authoring.problem_examples import KINDS_OF_PROBLEM, Kind

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Problems(SphinxDirective):
    """``{therapy-problems}``: each kind of problem with a wrong and a right example, a section a group."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(inspect.getfile(problem_kinds))
        return [self.group(title, kinds) for title, kinds in KINDS_OF_PROBLEM.items()]

    def group(self, title: str, kinds: tuple[Kind, ...]) -> nodes.section:
        section = nodes.section(ids=[nodes.make_id(title)], names=[nodes.fully_normalize_name(title)])
        section += nodes.title(title, title)
        for kind in kinds:
            section += self.shown(kind)
        return section

    def shown(self, kind: Kind) -> list[nodes.Node]:
        language = "bibtex" if kind.file.endswith(".bib") else "yaml"
        return [
            nodes.rubric("", kind.says),
            nodes.paragraph("", "", nodes.strong("", "Wrong"), nodes.Text(f", in {kind.file}:")),
            self.code(kind.wrong, language),
            nodes.paragraph("", "", nodes.strong("", "It says"), nodes.Text(", after the file and the line:")),
            self.code(kind.message, "text"),
            nodes.paragraph("", "", nodes.strong("", "Right"), nodes.Text(":")),
            self.code(kind.right, language),
        ]

    def code(self, text: str, language: str) -> nodes.literal_block:
        text = text.strip("\n")
        block = nodes.literal_block(text, text, language=language, force=True)
        self.set_source_info(block)
        return block


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("therapy-problems", Problems)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
