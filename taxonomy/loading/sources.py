"""The bibliography: every source that a record cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from taxonomy.model.citation import cited_keys
from taxonomy.model.problems import DataError

from .bibtex_entries import Entry, parts

DATA = Path(__file__).parents[1] / "data"  # the package's own records and sources
DOI = "https://doi.org/"
PRESS = "press"  # the kind of news and company reports


class Source(NamedTuple):
    """One source.

    Attributes:
        kind: what it is (``regulator``, ``law``, ``label``, ``trial``, ``review`` …).
        read: when it was read, ISO 8601.
        note: how it was read, if not at its address.
        retracted: the day on which it was retracted, or ``yes``; empty while it stands.
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
    retracted: str = ""

    @property
    def short(self) -> str:
        """Who and when, to stand in a sentence."""
        who = self.author.removesuffix(" and others").split(", ")[0] or self.title
        return f"{who}, {self.year}" if self.year else who

    @classmethod
    def of_entry(cls, entry: Entry) -> Source:
        """A source from its entry in the bibliography."""
        return cls.of_fields(entry.key, entry.fields)

    @classmethod
    def of_fields(cls, key: str, given: Mapping[str, str]) -> Source:
        """A source from the text of each field, by its name in small letters."""
        fields = {name: without_markup(value) for name, value in given.items()}
        people = parts(given.get("author", ""), " and ")
        surnames = [without_markup(surname(name)).partition(",")[0] for name in people if name != "others"]
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
            retracted=fields.get("retracted", ""),
        )


def surname(name: str) -> str:
    """The surname of a person as BibTeX reads it: before the comma, else the last word and the small ones before it."""
    before = parts(name, ",")
    if len(before) > 1:
        return before[0]
    words = parts(name, " ")
    small = [number for number, word in enumerate(words[:-1]) if word[0].islower()]
    return " ".join(words[small[0] if small else -1 :])


def without_markup(text: str) -> str:
    """BibTeX text without its braces and escapes."""
    return re.sub(r"\\([&%$#_])", r"\1", " ".join(text.split())).replace("{", "").replace("}", "")


def read_sources(root: str | Path | None = None) -> dict[str, Source]:
    """Every source of ``sources.bib`` in a data folder, by default this package's, by key.

    Raises:
        DataError: if the file cannot be read at all; what is wrong with single entries, ``check`` tells.
    """
    from .bibtex_checks import bibliography

    path = Path(root or DATA) / "sources.bib"
    entries, wrong = bibliography(path, path.as_posix())
    if wrong and not entries:
        raise DataError(wrong)
    return {key: Source.of_entry(entry) for key, entry in entries.items()}


def kinds_of(citations: Iterable[str], sources: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The kinds of the sources that are cited, from their fields by key; those that are not known are left out."""
    return {sources[key].get("keywords", "other") for key in cited_keys(citations) if key in sources}


def press_alone(citations: Iterable[str], sources: Mapping[str, Source]) -> bool:
    """Whether news and company reports are all that is cited."""
    return {sources[key].kind for key in cited_keys(citations) if key in sources} == {PRESS}
