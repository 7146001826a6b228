"""Write again each page whose place among the pages changed.

A page shows more than its own source: the pages before and after it, its ancestors, the
entries beside it in the sidebar. Sphinx writes a page again when its source changes, so
that a page added, renamed or deleted leaves its neighbours out of date until the next
clean build. Here the place of each page is kept as a digest, and compared.

The other way round, Sphinx writes a page again whenever a page changes that its table of
contents lists, because that might have another title or other sections. Here it does so
only if one of these is indeed another.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from ..files import digest

KEPT = "relations_places"
STALE = "relations_stale"
CONTENTS = "relations_contents"


def places(env: BuildEnvironment, siblings: int) -> dict[str, str]:
    """Return what each page shows of its place: its neighbours, and the lists on the way to it.

    :param siblings: lists longer than this are shown on their own index page alone
    """
    titles = {name: title.astext() for name, title in env.titles.items()}
    lists = {name: [(each, titles.get(each)) for each in inside] for name, inside in env.toctree_includes.items()}
    short = {name: digest(entries) if len(entries) <= siblings else "" for name, entries in lists.items()}
    parent = {each: name for name, inside in env.toctree_includes.items() for each in inside}
    root = env.config.root_doc
    top = digest(
        [str(env.tocs.get(root)), lists.get(root), [lists.get(each, []) != [] for each, _ in lists.get(root, [])]]
    )
    found = {}
    for name, near in env.collect_relations().items():
        way: list[Any] = [(name, lists.get(name))]
        seen = {name}
        above = parent.get(name)
        while above is not None and above not in seen:
            way.append((above, (titles.get(above), short[above])))
            seen.add(above)
            above = parent.get(above)
        found[name] = digest([top, [(each, titles.get(each or "")) for each in near], way])
    return found


def see(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note whether any page is read, or went: else no place can change."""
    setattr(env, STALE, bool(docnames) or getattr(env, KEPT, {}).keys() != env.found_docs)


def moved(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose place changed since the last build."""
    if not getattr(env, STALE):
        return []
    before: dict[str, str] = getattr(env, KEPT, {})
    now = places(env, getattr(app.config, "navigation_siblings", 30))
    setattr(env, KEPT, now)
    return [name for name, place in now.items() if before.get(name, place) != place and name in env.all_docs]


class Contents:
    """Which pages of a build have the title and the sections that they had before."""

    def __init__(self) -> None:
        """Start with no page read."""
        self.read: list[str] = []
        self.same: set[str] = set()

    def note(self, _app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        """Note which pages are going to be read."""
        self.read = list(docnames)

    def compare(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Compare what was read with what is kept, and keep it."""
        kept: dict[str, str] = getattr(env, CONTENTS, {})
        now = {name: digest(str(env.tocs[name])) for name in self.read if name in env.tocs}
        self.same = {name for name, contents in now.items() if kept.get(name) == contents}
        setattr(env, CONTENTS, kept | now)
        return []

    def spare(self, _app: Sphinx, builder: Builder) -> None:
        """Let the pages rest that list nothing new. The environment is stored already, and stays as it was."""
        for name in self.same:
            builder.env.files_to_rebuild.pop(name, None)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to Sphinx. The digests are made in the main process, after all pages are read."""
    app.connect("env-before-read-docs", see)
    app.connect("env-updated", moved)
    contents = Contents()
    app.connect("env-before-read-docs", contents.note)
    app.connect("env-updated", contents.compare)
    app.connect("write-started", contents.spare)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
