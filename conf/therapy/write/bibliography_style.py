"""Sphinx extension: the list of all sources reads as the list of a page does.

sphinxcontrib-bibtex formats the whole list in every build, even if nothing changed.
The styles of pybtex take more time for it than a small site takes to build: they
decode LaTeX and fill templates. This style writes what the taxonomy knows of a source.
"""

from __future__ import annotations

from typing import Any

from pybtex.plugin import find_plugin, register_plugin
from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style as Unsorted
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from taxonomy import Source

from ..blocks import Url, words
from ..views.treatment.context import source as listed

NAME = "reference"  # in the setting bibtex_default_style


class Style(Unsorted):  # type: ignore[misc] # pybtex has no types
    """Sources in the order of citation, each in one line."""

    def format_entry(self, label: str, entry: Any, bib_data: object = None) -> FormattedEntry:
        """One entry: author, linked title, year, where it appeared, how it was read."""
        fields = {name.lower(): str(value) for name, value in entry.fields.items()}
        authors = " and ".join(map(str, entry.persons.get("author", [])))
        runs = listed(Source.of_fields(entry.key, {**fields, "author": authors}), 0, (), how_read=True).runs
        parts = [HRef(run.address, run.words) if isinstance(run, Url) else words([run]) for run in runs]
        return FormattedEntry(entry.key, Text(*parts), label)


def setup(_app: Sphinx) -> ExtensionMetadata:
    """Make the style known to pybtex, and one of its own at hand."""
    register_plugin("pybtex.style.formatting", NAME, Style)
    # Each citation asks for this one, and pybtex looks through all installed packages for it.
    register_plugin("pybtex.backends", "plaintext", find_plugin("pybtex.backends", "plaintext"), force=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
