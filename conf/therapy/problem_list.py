"""Sphinx extension: the ``{therapy-problems}`` directive lists what the check can say, with examples."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from taxonomy.authoring import Example, read_examples


def files(example: Example) -> set[Path]:
    """The files of an example."""
    return set(example.folder.iterdir())


def with_a_new_one(_app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
    """The pages that show some examples and not all: since they were read, one was added."""
    now = {path for examples in read_examples().values() for each in examples for path in files(each)}
    return [page for page, known in env.dependencies.items() if known & now and not known >= now]


class Problems(SphinxDirective):
    """``{therapy-problems}``: each kind of problem with a wrong and a right example, a section a group."""

    def run(self) -> list[nodes.Node]:
        return [self.group(title, examples) for title, examples in read_examples().items()]

    def group(self, title: str, examples: list[Example]) -> nodes.section:
        section = nodes.section(ids=[nodes.make_id(title)], names=[nodes.fully_normalize_name(title)])
        section += nodes.title(title, title)
        for each in examples:
            for path in files(each):
                self.env.note_dependency(path)
            section += self.shown(each)
        return section

    def shown(self, of: Example) -> list[nodes.Node]:
        language = "bibtex" if of.file.endswith(".bib") else "yaml"
        return [
            nodes.rubric("", of.says),
            nodes.paragraph("", "", nodes.strong("", "Wrong"), nodes.Text(f", in {of.file}:")),
            self.code(of.wrong, language),
            nodes.paragraph("", "", nodes.strong("", "It says"), nodes.Text(", after the file and the line:")),
            self.code(of.message, "text"),
            nodes.paragraph("", "", nodes.strong("", "Right"), nodes.Text(":")),
            self.code(of.right, language),
        ]

    def code(self, text: str, language: str) -> nodes.literal_block:
        text = text.strip("\n")
        block = nodes.literal_block(text, text, language=language, force=True)
        self.set_source_info(block)
        return block


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("therapy-problems", Problems)
    app.connect("env-get-outdated", with_a_new_one)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
