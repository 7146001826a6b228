"""The bibliography: every source that a record cites."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # the name that type checkers know, without importing typing
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, NamedTuple
else:
    from taxonomy.model.light import NamedTuple

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
DOI = "https://doi.org/"


class Source(NamedTuple):
    """One source.

    Attributes:
        kind: what it is (``regulator``, ``law``, ``label``, ``trial``, ``review`` …).
        read: when it was read, ISO 8601.
        note: how it was read, if not at its address.
    """

    key: str
    author: str
    title: str
    year: str
    where: str
    url: str
    kind: str
    read: str
    note: str

    @property
    def short(self) -> str:
        """Who and when, to stand in a sentence."""
        who = self.author.removesuffix(" and others").split(", ")[0] or self.title
        return f"{who}, {self.year}" if self.year else who


def plain(text: str) -> str:
    """BibTeX text without its braces and escapes."""
    import re

    return re.sub(r"\\([&%$#_])", r"\1", " ".join(text.split())).replace("{", "").replace("}", "")


def sources(root: str | Path | None = None) -> dict[str, Source]:
    """Every source of ``sources.bib`` in a data folder, by default this package's, by key."""
    from pybtex.database.input.bibtex import Parser  # half the load time, and few callers need it

    folder = DATA if root is None else root
    database = Parser(encoding="utf-8").parse_file(os.path.join(folder, "sources.bib"))
    return {key: source(key, entry) for key, entry in database.entries.items()}


def source(key: str, entry: Any) -> Source:
    """A source from its entry as pybtex read it."""
    fields = {name.lower(): plain(value) for name, value in entry.fields.items()}
    people = [plain(str(person)) for person in entry.persons.get("author", [])]
    surnames = [name.split(",")[0] for name in people if name != "others"]
    author = ", ".join(surnames[:3]) + (" and others" if len(surnames) > 3 or "others" in people else "")
    doi = fields.get("doi", "")
    return Source(
        key,
        author,
        fields.get("title", ""),
        fields.get("year", ""),
        fields.get("journal", "") or fields.get("publisher", ""),
        DOI + doi if doi else fields.get("url", ""),
        fields.get("keywords", "other"),
        fields.get("urldate", ""),
        fields.get("note", ""),
    )
