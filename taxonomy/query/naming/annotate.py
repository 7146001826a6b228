"""Says which product or treatment a name from elsewhere means: an intervention of a trial, a line of a record.

>>> import taxonomy
>>> [(hit.kind, hit.id) for hit in taxonomy.annotate(["MK-3475 200 mg IV Q3W"])[0].hits]
[('product', 'pembrolizumab')]
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import NamedTuple

from ..hierarchy import Hierarchy
from ..search import letters, slips
from .kinds import STEM, every_name
from .wording import DUMMY, EMPTY, FAINT, NOT_GIVEN, Part, given, name_words, parts, plain, told_words, words

KINDS = ("product", "type")
SUPPORT = "other-medicines"  # a family of medicines that are given beside, and come after what they go with
BESIDE = ("corticosteroids",)  # likewise, of another family
FEWEST = 3  # letters of a name that stands for itself
ANY_CASE = 4  # letters from which a short form may be written in small letters
#: Short forms that mean something else in most trials: ALONE they name nothing.
UNSURE = frozenset("ACT ADC AIT BAT BIG-IV CEA COMET DAT DI ECT ESA IA IL IUT MTX OTC PEX RIG RIT TIG VIT cryo".casefold().split())
MANY = 2  # products of one name; of more, the name is that of their kind
HEADED = 0.25  # the part of what is told that a name must cover if it has the head of the part
OTHERWISE = 0.5
LOOSE = ("code", "broader")  # names that are looked for as they are written, or that mean something only alone
WHOLE, INSIDE, MISSPELT, WIDER, STEMMED = 1.0, 0.9, 0.8, 0.6, 0.5
#: The four letters by which FDA tells makers of one biological apart: atezolizumab and hyaluronidase-tqjs.
SUFFIX = re.compile(r"\b([a-z]{3,}(?:mab|cel|cept|stim|fusp|vec|kin|ase|tin|ept|tox|can|sine|tecan))-[a-z]{4}\b", re.IGNORECASE)
CEL = re.compile(r"\b([A-Za-z]{3,7})-cel\b", re.IGNORECASE)
LETTERS = re.compile(r"[a-z]{6,}")


class Match(NamedTuple):
    """One thing that a name means.

    Attributes:
        kind: ``product`` or ``type``; ``illness`` where that was asked for.
        name: the name that this reference uses.
        matched: the name by which it was found.
        named: what kind of name that is, as in ``taxonomy.names_of``.
        text: the part of the name that was looked at.
        score: from 0 to 1; 1 is the very name, 0.8 a misspelt one, 0.5 and less a wider kind.
    """

    kind: str
    id: str
    name: str
    matched: str
    named: str
    text: str
    score: float


class Annotation(NamedTuple):
    """A name, and what it means: the hits, best first; none if it names nothing that is known here."""

    name: str
    hits: tuple[Match, ...]


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
    if word in EMPTY or word.isdigit():
        return 0.0
    if len(word) == 1:
        return 0.0
    return 0.3 if word in FAINT else 1.0


def detail(words_: Iterable[str]) -> float:
    """How much a name tells: of two that cover the same, the one with the word for how it is given tells more."""
    return sum(weight(each) or 0.1 for each in words_)


class Annotator:
    """Every name of every thing, ready to be found in names from elsewhere."""

    def __init__(self, hierarchy: Hierarchy, kinds: Iterable[str] = KINDS) -> None:
        self.hierarchy = hierarchy
        self.kinds = tuple(kinds)
        self.exact: dict[str, list[Entry]] = defaultdict(list)
        self.by_word: dict[str, list[Entry]] = defaultdict(list)
        self.stems: list[tuple[str, Entry]] = []
        entries = []
        for kind, id, name in every_name(hierarchy):
            if kind not in self.kinds:
                continue
            entry = Entry(kind, id, name.text, name.kind, name_words(name.text))
            if name.kind == STEM:
                self.stems.append((name.text, entry))
            elif len(joined(name.text)) >= FEWEST - 1:
                entries.append(entry)
                self.exact[joined(name.text)].append(entry)
        self.stems.sort(key=lambda each: -len(each[0]))
        self.common = Counter(word for each in entries for word in each.words)
        for each in entries:
            # A short form alone is looked for as it is written; in a longer name its words do.
            if each.named not in LOOSE and sum(map(weight, each.words)) >= 1 and self.stands(each, each.text, alone=False):
                self.by_word[min(each.words, key=lambda word: (self.common[word], word))].append(each)

    @cached_property
    def spelt(self) -> list[tuple[str, int]]:
        """Words long enough to be misspelt: single names of products and brands, and the words of such names."""
        found = {
            word
            for names in self.exact.values()
            for each in names
            if (each.kind == "product" and each.named != "code") or each.named == "narrower"
            for word in LETTERS.findall(plain(each.text))
            if self.common[word] < 4 and word not in EMPTY and word not in FAINT and word not in NOT_GIVEN
        }
        return [(word, letters(word)) for word in sorted(found)]

    def annotate(self, name: str) -> Annotation:
        """What one name means."""
        found: dict[tuple[str, str], tuple[Match, int]] = {}
        whole = self.whole(name)
        for place, match in enumerate(whole or self.in_parts(name)):
            key = match.kind, match.id
            if key not in found or match.score > found[key][0].score:
                found[key] = match, found[key][1] if key in found else place
        kept = [each for key, each in found.items() if not self.implied(key, found.keys())]
        return Annotation(name, tuple(match for match, _ in sorted(kept, key=self.order)))

    def order(self, found: tuple[Match, int]) -> tuple[bool, int, float, int]:
        """Products before treatments, what is given beside last; among equals the surer, then the earlier."""
        match, place = found
        beside = match.kind == "type" and (
            self.hierarchy.types[match.id].family == SUPPORT or match.id in BESIDE
        )
        return beside, self.kinds.index(match.kind), -match.score, place

    def implied(self, one: tuple[str, str], others: Iterable[tuple[str, str]]) -> bool:
        """Whether a treatment is but the kind of another that was found."""
        if one[0] != "type":
            return False
        for kind, id in others:
            of = self.hierarchy.products[id].type if kind == "product" else id if kind == "type" else ""
            if of and (one[1] in self.hierarchy.ancestors(of) or (kind == "product" and one[1] == of)):
                return True
        return False

    def stands(self, entry: Entry, written: str, *, alone: bool) -> bool:
        """Whether a name that was written is this one: short forms need their capitals, and some are never sure."""
        bare = re.sub(r"[^A-Za-z0-9]", "", entry.text)
        if entry.named != "abbreviation" or len(bare) > 5:
            return len(bare) >= FEWEST or alone
        if entry.text.casefold() in UNSURE:
            return False
        capitals = sum(each.isupper() for each in written) * 2 >= sum(each.isalpha() for each in written)
        return (capitals or len(bare) >= ANY_CASE) and (alone or len(bare) >= FEWEST)

    def matches(self, entries: Iterable[Entry], text: str, score: float, *, alone: bool = True) -> list[Match]:
        """The matches of entries of one name: a product's before those of its kind."""
        standing = {(each.kind, each.id): each for each in reversed(list(entries)) if self.stands(each, text, alone=alone)}
        found = list(reversed(standing.values()))
        if sum(each.kind == "product" for each in found) > MANY:
            found = self.in_common(found)
        return [Match(each.kind, each.id, self.name(each), each.text, each.named, text, round(score, 3)) for each in found]

    def name(self, entry: Entry) -> str:
        records = {"product": self.hierarchy.products, "type": self.hierarchy.types, "illness": self.hierarchy.illnesses}
        return records[entry.kind][entry.id].name  # type: ignore[attr-defined,no-any-return]

    def in_common(self, entries: list[Entry]) -> list[Entry]:
        """A name that many products share is one of none: the treatments that are called so, or what all of them are."""
        if called := [each for each in entries if each.kind != "product"]:
            return called
        kinds = [self.hierarchy.products[each.id].type for each in entries]
        shared = set.intersection(*({kind, *self.hierarchy.ancestors(kind)} for kind in kinds))
        nearest = [each for each in sorted(shared) if not shared & self.hierarchy.descendants(each)]
        return [entries[0]._replace(kind="type", id=each) for each in nearest[:1]]

    def whole(self, name: str) -> list[Match]:
        """What is called exactly so."""
        key = joined(name)
        found = self.matches(self.exact.get(key, ()), name, WHOLE) if key else []
        narrow = [each for each in found if each.named != "broader"]
        return narrow or [each._replace(score=WIDER) for each in found]

    def in_parts(self, name: str) -> list[Match]:
        """What the parts of a name mean, in their order."""
        found: list[Match] = []
        split = parts(name)
        for part in split:
            if not DUMMY.isdisjoint(part.words) or part.head in NOT_GIVEN or NOT_GIVEN & {*part.words[-1:]}:
                continue
            found += self.of_part(part)
        if split and (not found or len(split) > 1):
            found += [] if self.refused(name) else self.across(name, found)
        return found

    @staticmethod
    def refused(name: str) -> bool:
        told = told_words(name)
        return not DUMMY.isdisjoint(told) or not NOT_GIVEN.isdisjoint(told)

    def across(self, name: str, found: list[Match]) -> list[Match]:
        """A name of several words that runs over what looks like a border: measles, mumps and rubella vaccine."""
        told = told_words(given(name))
        best = self.contained(frozenset(told), told[-1] if told else "", name)
        known = {word for each in found for word in told_words(each.matched)}
        return [each for each in best if len(told_words(each.matched)) > 1 and not set(told_words(each.matched)) <= known]

    def of_part(self, part: Part) -> list[Match]:
        text = SUFFIX.sub(r"\1", part.text)
        exact = self.whole(text)
        if exact:
            return [each._replace(text=part.text) for each in exact]
        found = self.runs(text, part.head)
        left = frozenset(part.words) - {word for each in found for word in words(each.text)}
        products = [each for each in found if each.kind == "product"]
        if not products:
            contained = self.contained(frozenset(part.words), part.head, part.text)
            found = self.best_of(found, contained)
        elif left:
            found += [each for each in self.contained(left, part.head, part.text) if each.kind == "product"]
        return found or self.shortened(part) or self.misspelt(part) or self.stemmed(part)

    def shortened(self, part: Part) -> list[Match]:
        """The cell product whose international name was cut short: axi-cel for axicabtagene ciloleucel."""
        if short := CEL.search(part.text):
            begun = [each for each in self.hierarchy.products if re.match(rf"{short[1].lower()}\w*(-\w*cel$|\w*leucel$)", each)]
            if len(begun) == 1 and "product" in self.kinds:
                return self.matches([Entry("product", begun[0], short[0], "abbreviation", frozenset())], part.text, INSIDE)
        return []

    @staticmethod
    def best_of(runs: list[Match], contained: list[Match]) -> list[Match]:
        """Of both ways to find a name, the one that covers more of what was written."""
        if not contained:
            return runs
        more = {word for each in contained for word in words(each.matched)}
        return contained + [each for each in runs if not set(words(each.text)) <= more]

    def runs(self, text: str, head: str) -> list[Match]:
        """Names that stand word by word in a text, the longest first, none inside another."""
        tokens = [(found.start(), found.end()) for found in re.finditer(r"[A-Za-z0-9]+", plain(text) if len(plain(text)) == len(text) else text)]
        found: list[Match] = []
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + 8), start, -1):
                written = text[tokens[start][0] : tokens[end - 1][1]]
                entries = self.exact.get(joined(written), ())
                inside = [each for each in entries if self.found_inside(each, end - start, head)]
                if inside and len(joined(written)) > 3 and (hits := self.matches(inside, written, INSIDE, alone=False)):
                    found += hits
                    start = end - 1
                    break
            start += 1
        return found

    @staticmethod
    def found_inside(entry: Entry, count: int, head: str) -> bool:
        """Whether a name of so many words, standing inside a longer one, is meant there."""
        if entry.named == "broader":
            return False
        if entry.kind == "product" or entry.named in ("code", "brand", "narrower"):
            return True
        telling = sum(weight(each) == 1 for each in entry.words)
        return count > 1 and telling > 0 and (head in entry.words or telling > 1)

    def contained(self, told: frozenset[str], head: str, text: str) -> list[Match]:
        """The names all of whose words are told, that tell most of it."""
        total = sum(map(weight, told)) or 1.0
        best: list[tuple[float, Entry]] = []
        for word in told:
            for entry in self.by_word.get(word, ()):
                if not entry.words <= told:
                    continue
                covered = sum(map(weight, entry.words))
                enough = HEADED if head in entry.words else OTHERWISE
                if covered / total < enough:
                    continue
                best.append((detail(entry.words), entry))
        if not best:
            return []
        most = max(told_by for told_by, _ in best)
        chosen = [entry for told_by, entry in best if told_by == most]
        score = 0.5 + 0.4 * min(1.0, sum(map(weight, chosen[0].words)) / total)
        return self.matches(sorted(chosen, key=lambda each: self.kinds.index(each.kind)), text, score, alone=False)

    def misspelt(self, part: Part) -> list[Match]:
        """The product whose name differs from a word by a slip."""
        for word in LETTERS.findall(plain(part.text)):
            if word in EMPTY or word in FAINT or word in NOT_GIVEN or self.common[word]:
                continue
            if near := self.nearest(word):
                entries = [each for each in self.exact.get(near, ()) if each.kind == "product" or each.named == "narrower"]
                if entries:
                    return self.matches(entries, part.text, MISSPELT)
        return []

    @cache  # noqa: B019 - one annotator a process
    def nearest(self, word: str) -> str:
        """The one known word that differs by a slip, of long words by two; nothing if there are several."""
        most = 1 if len(word) < 10 else 2
        if len(word) < 7:
            return ""
        mine = letters(word)
        near: dict[str, int] = {}
        for known, theirs in self.spelt:
            if abs(len(known) - len(word)) > most or known[0] != word[0] or (mine ^ theirs).bit_count() > 2 * most:
                continue
            if (count := slips(word, known, most)) <= most:
                near[known] = count
        best = [known for known, count in near.items() if count == min(near.values())]
        return best[0] if len(best) == 1 else ""

    def stemmed(self, part: Part) -> list[Match]:
        """The kind of medicine that the ending of an international name tells."""
        for word in LETTERS.findall(plain(part.text)):
            for stem, entry in self.stems:
                if word.endswith(stem) and len(word) > len(stem) + 2:
                    return self.matches([entry._replace(named=STEM)], part.text, STEMMED)
        return []


def annotate(
    names: Iterable[str], of: Hierarchy | None = None, kinds: Iterable[str] = KINDS
) -> list[Annotation]:
    """What each of the names means, in their order.

    Args:
        names: names as trials and records write them, with doses, brackets, codes and several in one.
        of: the reference to look in, by default the one of this package.
        kinds: what to look for, first what comes first among equals: of ``product``, ``type`` and ``illness``.
    """
    annotator = of_hierarchy(of, tuple(kinds))
    return [annotator.annotate(name) for name in names]


def of_hierarchy(of: Hierarchy | None, kinds: tuple[str, ...]) -> Annotator:
    from ..taxonomy import load

    return own(kinds) if of is None else Annotator(of, kinds)


@cache
def own(kinds: tuple[str, ...]) -> Annotator:
    from ..taxonomy import load

    return Annotator(load(), kinds)
