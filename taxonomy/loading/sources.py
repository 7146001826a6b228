"""The bibliography: every source that a record cites."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parents[1] / "data"  # the package's own records and sources
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

    @classmethod
    def of_entry(cls, key: str, entry: Any) -> Source:
        """A source from its entry as pybtex read it."""
        fields = {name.lower(): without_markup(value) for name, value in entry.fields.items()}
        people = [without_markup(str(person)) for person in entry.persons.get("author", [])]
        surnames = [name.split(",")[0] for name in people if name != "others"]
        doi = fields.get("doi", "")
        return cls(
            key,
            author=", ".join(surnames[:3]) + (" and others" if len(surnames) > 3 or "others" in people else ""),
            title=fields.get("title", ""),
            year=fields.get("year", ""),
            where=fields.get("journal", "") or fields.get("publisher", ""),
            url=DOI + doi if doi else fields.get("url", ""),
            kind=fields.get("keywords", "other"),
            read=fields.get("urldate", ""),
            note=fields.get("note", ""),
        )


def without_markup(text: str) -> str:
    """BibTeX text without its braces and escapes."""
    return re.sub(r"\\([&%$#_])", r"\1", " ".join(text.split())).replace("{", "").replace("}", "")


def read_sources(root: str | Path | None = None) -> dict[str, Source]:
    """Every source of ``sources.bib`` in a data folder, by default this package's, by key."""
    from pybtex.database.input.bibtex import Parser  # takes as long to import as all records take to load

    database = Parser(encoding="utf-8").parse_file(str(Path(root or DATA) / "sources.bib"))
    return {key: Source.of_entry(key, entry) for key, entry in database.entries.items()}
