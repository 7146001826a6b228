"""A citation: a key of the bibliography, with a place in that source if it is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

BEFORE_PLACE = " @ "


class Citation(NamedTuple):
    """What a record writes as ``key`` or ``key @ place``: ``eu-1394-2007 @ Article 2``."""

    key: str
    place: str

    @classmethod
    def parse(cls, text: str) -> Citation:
        """A citation from the text that a record holds."""
        key, _, place = text.partition(BEFORE_PLACE)
        return cls(key, place)


#: The form of that text.
CITATION = r"[A-Za-z0-9][A-Za-z0-9_.:/-]*( @ \S.*)?"


def cited_keys(citations: Iterable[str]) -> list[str]:
    """The keys that citations name, each once, in the order in which they come."""
    return list(dict.fromkeys(Citation.parse(each).key for each in citations))
