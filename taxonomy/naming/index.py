"""Every name of every thing, in the words in which names from elsewhere are compared with them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from taxonomy.query.hierarchy import Hierarchy
from taxonomy.query.search import letters, slips

from .kinds import STEM, every_name
from .language import DONOR, EMPTY, FAINT, NOT_GIVEN, listed
from .wording import name_words, plain

RECORDS = ("product", "type", "concept", "illness")
ENOUGH = 0.7  # of a name that is looked for by its words: more than one faint word
FEWEST = 3  # letters of a name that stands for itself
ANY_CASE = 4  # letters from which a short form may be written in small letters
SHORT = 5  # letters of the longest form of which the capitals are looked at
#: Short forms that mean something else in most trials, and name nothing alone: OTC is sold over the counter.
UNSURE = listed("act adc ait bat big-iv cea comet dat di ect esa ia il iut mtx otc pex rig rit tig vit cryo")
LOOSE = ("code", "broader")  # names that are looked for as they are written, or that mean something only alone
LETTERS = re.compile(r"[a-z]{6,}")
SPELT_FROM = 8  # letters of a word that may be misspelt by one slip
TWO_SLIPS_FROM = 10  # letters of a word that may be misspelt by two


class Entry(NamedTuple):
    """A name of a thing, in the words in which names are compared."""

    kind: str
    id: str
    text: str
    named: str
    words: frozenset[str]


def joined(text: str) -> str:
    """A name without spaces and marks: MK-3475 and MK 3475 are one."""
    return "".join(re.findall(r"[a-z0-9]+", plain(text)))


def weight(word: str) -> float:
    """How much a word tells."""
    if word in EMPTY or word.isdigit() or len(word) == 1:
        return 0.0
    return 0.4 if word in DONOR else 0.3 if word in FAINT else 1.0


def weights(words: Iterable[str]) -> float:
    return sum(map(weight, words))


def detail(words: Iterable[str]) -> float:
    """How much a name tells: of two that cover the same, the one with the word for how it is given tells more."""
    return sum(weight(each) or 0.1 for each in words)


def stands(entry: Entry, written: str, *, alone: bool) -> bool:
    """Whether a name that was written is this one: short forms need their capitals, and some are never sure.

    Args:
        entry: the name.
        written: how it was written.
        alone: whether nothing else was written.
    """
    bare = re.sub(r"[^A-Za-z0-9]", "", entry.text)
    if entry.named != "abbreviation" or len(bare) > SHORT:
        return len(bare) >= FEWEST or alone
    if entry.text.casefold() in UNSURE:
        return False
    capitals = sum(each.isupper() for each in written) * 2 >= sum(each.isalpha() for each in written)
    return (capitals or len(bare) >= ANY_CASE) and (alone or len(bare) >= FEWEST)


def by_spelling(entry: Entry) -> bool:
    """Whether a misspelt word may stand for this name: a medicine's, not the code of one."""
    return entry.named == "narrower" or (entry.kind == "product" and entry.named != "code")


class Names:
    """All names of things of some kinds.

    Attributes:
        exact: names by their letters.
        stems: the endings of international names, the longest first.
    """

    def __init__(self, hierarchy: Hierarchy, kinds: tuple[str, ...]) -> None:
        self.exact: dict[str, list[Entry]] = defaultdict(list)
        self.stems: list[Entry] = []
        self._by_word: dict[str, list[Entry]] = defaultdict(list)
        self._nearest: dict[str, str] = {}
        entries: list[Entry] = []
        for kind, id, name in every_name(hierarchy):
            if kind in kinds:
                entry = Entry(kind, id, name.text, name.kind, name_words(name.text))
                (self.stems if name.kind == STEM else entries).append(entry)
        self.stems.sort(key=lambda each: -len(each.text))
        self.common = Counter(word for each in entries for word in each.words)
        for each in entries:
            self.exact[joined(each.text)].append(each)
            # A short form alone is looked for as it is written; of a longer name the words are.
            if each.named not in LOOSE and weights(each.words) >= ENOUGH and stands(each, each.text, alone=False):
                self._by_word[min(each.words, key=lambda word: (self.common[word], word))].append(each)

    def within(self, told: frozenset[str]) -> Iterator[Entry]:
        """The names all of whose words are told."""
        for word in told:
            yield from (each for each in self._by_word.get(word, ()) if each.words <= told)

    @cached_property
    def _spelt(self) -> list[tuple[str, int]]:
        """The words of medicines' names, each with the letters that it has."""
        found = {
            word
            for names in self.exact.values()
            for each in names
            if by_spelling(each)
            for word in LETTERS.findall(plain(each.text))
            if self.common[word] < 4 and not self.ordinary(word)
        }
        return [(word, letters(word)) for word in sorted(found)]

    @staticmethod
    def ordinary(word: str) -> bool:
        """Whether a word is one of English, and no name."""
        return word in EMPTY or word in FAINT or word in NOT_GIVEN

    def meant_by(self, word: str) -> list[Entry]:
        """The medicines whose name differs from a word by a slip, of long words by two; none if several words do."""
        if len(word) < SPELT_FROM or self.common[word] or self.ordinary(word):
            return []
        if word not in self._nearest:
            self._nearest[word] = self._look_for(word)
        return [each for each in self.exact.get(self._nearest[word], ()) if by_spelling(each)]

    def _look_for(self, word: str) -> str:
        most = 1 if len(word) < TWO_SLIPS_FROM else 2
        mine = letters(word)
        near: dict[str, int] = {}
        for known, theirs in self._spelt:
            alike = known[0] == word[0] and abs(len(known) - len(word)) <= most
            # A slip changes two letters at most: of most words that alone says enough.
            if alike and (mine ^ theirs).bit_count() <= 2 * most and (count := slips(word, known, most)) <= most:
                near[known] = count
        best = [known for known, count in near.items() if count == min(near.values())]
        return best[0] if len(best) == 1 else ""
