"""Finds what a reader names: by name, synonym, abbreviation or brand, misspelt ones included.

The site's search page ranks in the same way, in the reader's browser:
``conf/static/search/names.js`` is this module in another language, and a test compares them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from taxonomy.model.records import Product, Type

from .hierarchy import Hierarchy

WORD = re.compile(r"[^\W_]+")
BRACKETS = re.compile(r" *\([^()]*\)")
LONGEST = 200  # letters of what is asked; a name is shorter
NOISE = frozenset((
    "a", "an", "and", "are", "can", "could", "did", "do", "does", "for", "from", "get", "had", "has", "have", "how",
    "i", "if", "in", "is", "it", "me", "my", "of", "on", "or", "our", "should", "so", "that", "the", "them",
    "there", "they", "this", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why",
    "will", "with", "would", "you", "your",
))  # fmt: skip
# Kinds of things in groups: all of a group come before those of the next; in a group, the first comes first among equals.
KINDS = (("type", "illness", "product", "question"),)
BEGUN = 0.9  # how alike a word is to one that it begins
ENDINGS = ("ation", "ing", "ed")  # without which a word may be known: "transplantation"
SPELT = 0.9  # how alike a misspelt word is at most
COVERED = 0.6  # the part of what was asked that one name must cover
FIRST = 0.02  # what a name gains that begins with what was asked first
JOINED = 0.85  # how alike a name is that begins with what was asked, spaces apart
ASKED = 0.9  # what a question is worth beside a name, if it is not the very question
REFUSED = 300  # letters: nobody looks for so much, and each word is compared with every known one
MOST_WORDS = 30
SCATTERED = 0.75  # the part that all names of a thing together must cover


class Thing(NamedTuple):
    """Something that can be found.

    Attributes:
        kind: ``type``, ``illness``, ``product`` or ``question``; whoever makes an index of more names more.
        names: every way in which it is written, its name first.
    """

    kind: str
    id: str
    name: str
    names: tuple[str, ...]


class Hit(NamedTuple):
    """A thing that was found.

    Attributes:
        kind: as in ``Thing``.
        matched: the name, synonym or brand that matched.
        score: from 0 to 1; 1 is the very name.
    """

    kind: str
    id: str
    name: str
    matched: str
    score: float


def fold(text: str) -> str:
    """Text without case, accents, punctuation and plural endings, in American spelling."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(american(singular(word)) for word in WORD.findall(plain))


def singular(word: str) -> str:
    """A word without the ending of a plural, as far as its spelling tells."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "siu" else word


def american(word: str) -> str:
    """A word in one of its two spellings: "leukemia" for "leukaemia", "tumor" for "tumour"."""
    if len(word) < 5:
        return word
    found = word.replace("ae", "e").replace("oe", "e")
    return found[:-2] + "r" if found.endswith("our") else found


def too_long(text: str) -> str:
    """Why a text is too long to look for, or nothing: each word is compared with every known one."""
    if len(text) > REFUSED:
        return f"what is looked for has {len(text):,} letters, more than {REFUSED}"
    words = len(WORD.findall(text))
    return f"what is looked for has {words:,} words, more than {MOST_WORDS}" if words > MOST_WORDS else ""


def letters(word: str) -> int:
    """Which letters a word has, a bit each."""
    return sum({1 << (ord(each) & 63) for each in word})


def slips(word: str, other: str, most: int) -> int:
    """How many letters to add, leave out, change or swap with the next to turn one word into the other.

    Args:
        word: what was written.
        other: a word that may have been meant.
        most: the largest number of interest; beyond it, any larger number is returned.
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def things(hierarchy: Hierarchy) -> Iterator[Thing]:
    """Everything that has names: types, products, illnesses, and questions in all their wordings."""
    for each in hierarchy:
        others = (*each.synonyms, *grouped_names(each))
        yield Thing("type", each.id, each.name, distinct_names(each.name, bare(each.name), each.id, *others))
    for product in hierarchy.products.values():
        others = (*product.brands, *grouped_names(product))
        yield Thing("product", product.id, product.name, distinct_names(product.name, product.id, *others))
    for illness in hierarchy.illnesses.values():
        yield Thing(
            "illness", illness.id, illness.name, distinct_names(illness.name, bare(illness.name), *illness.synonyms)
        )
    for asked in hierarchy.questions.values():
        yield Thing("question", asked.id, asked.question, distinct_names(asked.question, *asked.wordings))


def grouped_names(of: Type | Product) -> Iterator[str]:
    """The names of a record that stand in groups by their kind, but for endings, which are none."""
    return (name for group in of.names if group.kind != "stem" for name in group.names)


def bare(name: str) -> str:
    """A name without what stands in brackets."""
    return BRACKETS.sub("", name).strip() or name


def distinct_names(*names: str) -> tuple[str, ...]:
    """Names without those that differ from an earlier one in case, accents or punctuation only."""
    return tuple({fold(name): name for name in reversed(names)}[each] for each in dict.fromkeys(map(fold, names)))


def begun_words(words: list[str], asked: str) -> int:
    """How many first words of a name, written as one, are what was asked; 0 if none are."""
    return next((n for n, begun in enumerate(accumulate(words), 1) if begun == asked), 0)


class Index:
    """Every name of every thing.

    Args:
        things: what can be found.
        kinds: the order of their kinds, as ``KINDS``.
    """

    def __init__(self, things: Iterable[Thing], kinds: Sequence[Sequence[str]] = KINDS) -> None:
        self.places = {kind: (at, place) for at, group in enumerate(kinds) for place, kind in enumerate(group)}
        self.things = [(each, [fold(name) for name in each.names]) for each in things]
        # A question is asked in anybody's spelling: its words are not those that others are taken for.
        spelt = [names for thing, names in self.things if thing.kind != "question"]
        self.words = {word for names in spelt for name in names for word in name.split()} - NOISE
        self.letters = [(word, len(word), letters(word)) for word in self.words]

    def search(self, text: str, limit: int) -> list[Hit]:
        """The things that ``text`` names, best first.

        Raises:
            ValueError: if the text is longer than any name that one may look for.
        """
        if wrong := too_long(text):
            raise ValueError(wrong)
        wanted = fold(text[:LONGEST])
        asked = [word for word in wanted.split() if word not in NOISE] or wanted.split()
        if not asked:
            return []
        like = [self._like(word) for word in asked]
        found = []
        for thing, names in self.things:
            score, matched = self._score(wanted, like, names)
            if thing.kind == "question" and score < 1:
                score *= ASKED
            if score > 0:
                found.append(
                    Hit(thing.kind, thing.id, thing.name, thing.names[matched], math.floor(score * 1000 + 0.5) / 1000)
                )
        found.sort(key=self._order)
        return found[:limit]

    def _order(self, hit: Hit) -> tuple[int, float, int, int]:
        """Best first in its group; among equals by kind, then the shorter name."""
        group, place = self.places[hit.kind]
        return group, -hit.score, place, len(hit.name)

    def _like(self, word: str) -> dict[str, float]:
        """Known words that ``word`` may stand for, each with how alike they are."""
        found = {each: BEGUN for each in self.words if len(word) > 2 and each.startswith(word)}
        found |= {shorter: BEGUN for end in ENDINGS if (shorter := word.removesuffix(end)) in self.words - {word}}
        most = (len(word) > 3) + (len(word) > 6)
        if most and word not in self.words:
            mine = letters(word)
            for each, length, theirs in self.letters:
                # A slip changes two letters at most: of most words that alone says enough.
                if abs(length - len(word)) > most or (mine ^ theirs).bit_count() > 2 * most:
                    continue
                if (count := slips(word, each, most)) <= most:
                    found[each] = max(found.get(each, 0.0), SPELT * (1 - count / max(len(word), len(each))))
        return {**found, word: 1.0}

    @staticmethod
    def _score(wanted: str, like: list[dict[str, float]], names: list[str]) -> tuple[float, int]:
        """The best score of a thing's names, and which name that was."""
        best, matched = 0.0, 0
        together = [0.0] * len(like)
        asked = wanted.replace(" ", "")
        bare = "".join(word for word in wanted.split() if word not in NOISE) or asked
        for number, name in enumerate(names):
            joined = name.replace(" ", "")
            if joined == asked:
                return 1.0, number
            words = [word for word in name.split() if word not in NOISE]
            if not words:
                continue
            hits = [max(alike.get(word, 0.0) for word in words) for alike in like]
            together = list(map(max, together, hits))
            covered = sum(hits) / len(like)
            score = 0.0
            if covered >= COVERED:
                share = min(1.0, len(like) / len(words))
                score = 0.95 * covered * (0.6 + 0.4 * share) + FIRST * like[0].get(words[0], 0.0)
            elif len(asked) > 2 and joined.startswith(asked):
                score = JOINED * (0.6 + 0.4 * len(asked) / len(joined))
            if begun := begun_words(words, bare):
                score = max(score, 0.95 * (0.6 + 0.4 * begun / len(words)) + FIRST)
            if score > best:
                best, matched = score, number
        scattered = sum(together) / len(like)
        return max(best, 0.6 * scattered if scattered >= SCATTERED else 0.0), matched
