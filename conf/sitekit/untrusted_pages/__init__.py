"""Sphinx extension: what a page from a stranger may not do.

A page is words and pictures. Three looks are taken at it, each so that a hole in one of
the others does no harm:

- at the files, before anything is read: only Markdown and pictures, no links to other
  files, UTF-8, no character that hides or turns text (``page_files``);
- at the source, inside MyST's own renderer: a directive, a role or a class that is not in a
  list is not run, however it is wrapped (``sources.py``);
- at the doctree, whatever made it: no raw text, no mathematics (which loads a script from
  elsewhere), no address that runs something, no file from outside the pages, no metadata
  that another extension would print; and no place that has the name of another (``ids.py``).

What is refused is told at its place, and taken out, so that it does no harm where
warnings pass.
"""

from __future__ import annotations

import re
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from .. import SitekitWarning
from . import doctrees, ids, sources
from .characters import unwanted
from .pictures import unwanted_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Names of files that a system leaves in folders.
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", ".gitkeep"})


def problems(path: Path, place: str, kinds: frozenset[str], form: str) -> Iterator[tuple[int, str]]:
    """What is wrong with one file below the pages: its line, and what and what is expected."""
    if path.is_symlink():
        yield 1, "is a link to another file; expected a file"
    elif path.suffix.lower() not in kinds:
        yield 1, f"is no page or picture; expected a name that ends in {', '.join(sorted(kinds))}"
    elif re.fullmatch(form, place) is None:
        yield 1, "has a name that no page or picture may have; expected one that page_names in conf.py describes"
    elif path.suffix == ".svg":
        yield from unwanted_in(path.read_bytes())
    elif path.suffix in (".md", ".record"):
        content = path.read_bytes()
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            yield content.count(b"\n", 0, error.start) + 1, "is not UTF-8 text; expected a file saved as UTF-8"
            return
        for line, character in unwanted(text):
            yield line, f"holds the character {character}, which hides or turns text; expected none"


def check_files(app: Sphinx) -> None:
    """Refuse files that are no pages and no pictures; what cannot be read at all is not read."""
    kinds, form = frozenset(app.config.page_files), app.config.page_names
    root = Path(app.srcdir)
    for path in sorted(root.rglob("*")):
        if path.name in LEFT_BY_SYSTEMS or (path.is_dir() and not path.is_symlink()):
            continue
        place = path.relative_to(root).as_posix()
        for line, what in problems(path, place, kinds, form):
            # A line of a log may be a command to a machine: nobody begins one by the name of a file.
            shown = "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in str(path))
            SitekitWarning.FILE.tell("%s", what, location=f"{shown}:{line}")
            if what.startswith(("is not UTF-8", "is a link", "has a name")):
                app.config.exclude_patterns.append(escape(place))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the checks and their lists. A ``*`` in an entry stands for any letters.

    ``page_metadata`` has for each field of front matter the form of its value, ``page_options`` for some
    directives the options that they may have.
    """
    app.add_config_value("page_files", [".md", ".svg", ".png"], "env", (list, tuple))
    app.add_config_value("page_names", ".*", "env", (str,))
    app.add_config_value("page_metadata", {"orphan": "true"}, "env", (dict,))
    app.add_config_value("page_directives", ["*"], "env", (list, tuple))
    app.add_config_value("page_roles", ["*"], "env", (list, tuple))
    app.add_config_value("page_classes", [], "env", (list, tuple))
    app.add_config_value("page_options", {}, "env", (dict,))
    app.add_config_value("page_rest", "", "env", (str,))
    app.connect("builder-inited", check_files)
    app.setup_extension("myst_parser")
    app.add_source_parser(sources.Parser, override=True)
    for priority in (100, 900):  # before others keep parts of a doctree, and after all that changes it
        app.connect("doctree-read", doctrees.check, priority=priority)
    app.connect("html-page-context", ids.check)
    return {"version": "3", "parallel_read_safe": True, "parallel_write_safe": True}
