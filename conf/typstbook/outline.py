"""Which pages the book holds, in which order and under which parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from .model import Chapter, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


def _walk(env: BuildEnvironment, chapter: Chapter, seen: set[str]) -> Iterator[Chapter]:
    docname = chapter.docname
    if docname in seen or docname not in env.all_docs:
        return
    seen.add(docname)
    yield chapter
    for child in env.toctree_includes.get(docname, []):
        yield from _walk(env, Chapter(child, len(seen), chapter.depth + 1, chapter.level + 1, docname), seen)


def parts(env: BuildEnvironment) -> list[Part]:
    """Return the parts of the book: one for each toctree of the first page.

    The first page itself comes before them, in a part without caption.
    A page that stands in two toctrees is printed once, at its first place.
    """
    root = env.config.root_doc
    seen = {root}
    found = [Part(None, (Chapter(root, 0, 0, 1),))]
    for toctree in env.get_doctree(root).findall(addnodes.toctree):
        caption = toctree.get("caption")
        level = 2 if caption else 1
        chapters = tuple(
            chapter
            for _title, docname in toctree["entries"]
            for chapter in _walk(env, Chapter(docname, len(seen), 0, level), seen)
        )
        if chapters:
            found.append(Part(caption, chapters))
    return found
