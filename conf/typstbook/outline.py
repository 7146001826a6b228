"""Which pages the book holds, in which order and under which parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from .model import Chapter, Part


def _walk(env: BuildEnvironment, chapter: Chapter, seen: set[str]) -> Iterator[Chapter]:
    docname = chapter.docname
    if docname in seen or docname not in env.all_docs or left_out(env, docname):
        return
    seen.add(docname)
    yield chapter
    for child in env.toctree_includes.get(docname, []):
        yield from _walk(env, Chapter(child, len(seen), chapter.depth + 1, chapter.level + 1, docname), seen)


def left_out(env: BuildEnvironment, docname: str) -> bool:
    """Whether no book shall have a page: ``book_leave_out`` says so."""
    return any(fnmatch(docname, pattern) for pattern in env.config.book_leave_out)


def _named(env: BuildEnvironment) -> Iterable[tuple[str | None, list[str]]]:
    """Yield each part with its first pages: as ``book_parts`` says, else a part for each toctree of the first page."""
    if env.config.book_parts:
        yield from env.config.book_parts
        return
    for toctree in env.get_doctree(env.config.root_doc).findall(addnodes.toctree):
        yield toctree.get("caption"), [docname for _title, docname in toctree["entries"]]


def parts(env: BuildEnvironment) -> list[Part]:
    """Return the parts of the book: those that the settings name, else one for each toctree of the first page.

    The first page itself comes before them, in a part without caption.
    A page that stands in two toctrees is printed once, at its first place.
    """
    root = env.config.root_doc
    seen = {root}
    found = [Part(None, (Chapter(root, 0, 0, 1),))]
    for named, docnames in _named(env):
        # A page that has all others of its part below it needs no title page before it.
        caption = named if len(docnames) > 1 or not env.config.book_parts else None
        level = 2 if caption else 1
        chapters = tuple(
            chapter for docname in docnames for chapter in _walk(env, Chapter(docname, len(seen), 0, level), seen)
        )
        if chapters:
            found.append(Part(caption, chapters))
    return found
