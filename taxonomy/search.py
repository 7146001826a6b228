"""Finds types and products by name, synonym, abbreviation or brand, misspelt ones included."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .taxonomy import Taxonomy

NOISE = frozenset({"a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
ALIKE = 0.78  # least similarity, from 0 to 1, at which a word counts as misspelt rather than other


class Hit(NamedTuple):
    """A record that was found.

    Attributes:
        kind: ``type`` or ``product``.
        matched: the name, synonym or brand that matched.
        score: from 0 to 1; 1 is the very name.
    """

    kind: str
    id: str
    name: str
    matched: str
    score: float


def folded(text: str) -> str:
    """Text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


class Index:
    """Every name under which a type or a product is known."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.entries: list[tuple[str, str, str, str, str]] = []  # folded name, kind, id, name, as written
        for type_ in taxonomy:
            for name in (type_.name, type_.id, *type_.synonyms):
                self.entries.append((folded(name), "type", type_.id, type_.name, name))
        for product in taxonomy.products.values():
            for name in (product.name, product.id, *product.brands):
                self.entries.append((folded(name), "product", product.id, product.name, name))
        self.words = sorted({word for entry in self.entries for word in entry[0].split()} - NOISE)

    def search(self, text: str, limit: int) -> list[Hit]:
        wanted = folded(text)
        asked = [word for word in wanted.split() if word not in NOISE]
        if not asked:
            return []
        like = {word: self._like(word) for word in asked}
        best: dict[tuple[str, str], Hit] = {}
        for entry, kind, id, name, written in self.entries:
            score = self._score(wanted, asked, like, entry)
            if score > 0 and ((kind, id) not in best or best[kind, id].score < score):
                best[kind, id] = Hit(kind, id, name, written, round(score, 3))
        ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.kind != "type", len(hit.name), hit.id))
        return ranked[:limit]

    def _like(self, word: str) -> dict[str, float]:
        """Known words that ``word`` may stand for, each with how alike they are."""
        found = {each: 0.9 for each in self.words if len(word) > 2 and each.startswith(word)}
        if len(word) > 3 and word not in self.words:
            for each in difflib.get_close_matches(word, self.words, 4, ALIKE):
                found[each] = max(found.get(each, 0), difflib.SequenceMatcher(None, word, each).ratio() * 0.9)
        return {**found, word: 1.0}

    @staticmethod
    def _score(wanted: str, asked: list[str], like: dict[str, dict[str, float]], entry: str) -> float:
        if entry == wanted or entry.replace(" ", "") == wanted.replace(" ", ""):
            return 1.0
        words = [word for word in entry.split() if word not in NOISE]
        if not words:
            return 0.0
        hits = [max((like[ask].get(word, 0.0) for word in words), default=0.0) for ask in asked]
        covered = sum(hits) / len(asked)
        if covered < 0.6:
            return 0.0
        return 0.95 * covered * (0.6 + 0.4 * min(1.0, len(asked) / len(words)))
