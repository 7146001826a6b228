"""The index at the end of the book: terms, and the names that extensions add, each with its pages."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries

from .model import Book


def _plain(term: str) -> str:
    """Return a term without accents, case and leading punctuation, to sort it by."""
    base = "".join(c for c in unicodedata.normalize("NFKD", term) if not unicodedata.combining(c))
    return base.casefold().lstrip("-–()[]\"'“”‘’ ")


def initial(term: str) -> str:
    """Return the heading that a term stands under: a capital letter, or ``0–9``."""
    first = _plain(term)[:1].upper()
    if first.isdigit():
        return "0–9"
    return first if first.isalpha() else "·"


def collect(builder: Builder, book: Book, *, pages: bool = True) -> dict[str, dict[str, list[str]]]:
    """Return term → subterm → labels, from index entries of pages, if wanted, and from what extensions add.

    The subterm "" is the term itself. Targets outside the book are left out.
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def note(term: str, sub: str, uris: Iterable[str]) -> None:
        labels = found[term][sub]
        for uri in uris:
            docname, _, id_ = uri.removeprefix("%").partition("#")
            label = book.resolve(f"{docname}:{id_}")
            if label and label not in labels:
                labels.append(label)

    for _letter, entries in IndexEntries(builder.env).create_index(builder, group_entries=False) if pages else ():
        for term, (links, subitems, _key) in entries:
            note(term, "", (uri for _main, uri in links if uri))
            for sub, sublinks in subitems:
                note(term, sub, (uri for _main, uri in sublinks if uri))
    for more in builder.events.emit("typst-index", builder):
        for name, docname, anchor in more:
            note(name, "", [f"%{docname}#{anchor}"])
    return found


def build(builder: Builder, book: Book, *, pages: bool = True) -> list[dict[str, object]]:
    """Return the index as the template wants it: letters, each with sorted entries."""
    letters: dict[str, list[dict[str, object]]] = defaultdict(list)
    found = collect(builder, book, pages=pages)
    for term in sorted(found, key=lambda t: (_plain(t), t)):
        subs = found[term]
        lines = [
            {"sub": sub, "labels": subs[sub]}
            for sub in sorted(subs, key=lambda s: (_plain(s), s))
            if sub and (subs[sub] or sub.startswith("see "))
        ]
        if subs.get("") or lines:
            letters[initial(term)].append({"term": term, "labels": list(subs.get("", [])), "subs": lines})
    return [
        {"letter": letter, "entries": letters[letter]} for letter in sorted(letters, key=lambda x: (x[0].isalpha(), x))
    ]
