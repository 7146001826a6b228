"""Says which product or treatment a name from elsewhere means: an intervention of a trial, a line of a record.

>>> import taxonomy
>>> [(hit.kind, hit.id) for hit in taxonomy.annotate(["MK-3475 200 mg IV Q3W"])[0].hits]
[('product', 'pembrolizumab')]

The very name comes before a name inside a longer one, that before all words of a name in any
order, and that before a misspelt name and an ending such as -mab.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from taxonomy.query.hierarchy import Hierarchy
from taxonomy.query.taxonomy import Taxonomy, load

from .index import LETTERS, RECORDS, Entry, Names, detail, joined, stands, weight, weights
from .language import DUMMY, NOT_GIVEN
from .wording import Part, given, parts, plain, told_words, words

PRODUCTS_FIRST = ("product", "type", "concept")
SUPPORT = "other-medicines"  # a family of medicines that are given beside, and come after what they go with
BESIDE = ("corticosteroids",)  # likewise, of another family
MANY = 2  # products of one name; of more, the name is that of their kind
LONGEST = 8  # words of a name inside a longer one
HEADED = 0.25  # the part of what is told that a name must cover if it has the word that tells what kind of thing it is
OTHERWISE = 0.5
WHOLE, INSIDE, MISSPELT, WIDER, STEMMED = 1.0, 0.9, 0.8, 0.6, 0.5
#: The four letters by which FDA tells makers of one biological apart: atezolizumab and hyaluronidase-tqjs.
SUFFIX = re.compile(r"\b([a-z]{3,}(?:mab|cel|cept|stim|fusp|vec|kin|ase|tin|tox|can|sine))-[a-z]{4}\b", re.IGNORECASE)
TOKEN = re.compile(r"[A-Za-z]{2,5}-\d{2,}[^\W_]*|[^\W_]+")  # a code is one word: ACI-24
CUT_SHORT = re.compile(r"\b([A-Za-z]{3,7})-cel\b", re.IGNORECASE)


class Match(NamedTuple):
    """One thing that a name means.

    Attributes:
        kind: ``product``, ``type`` or, for one of the two terms themselves, ``concept``; ``illness`` if asked for.
        name: the name that this reference uses.
        matched: the name by which it was found.
        named: what kind of name that is, as in ``taxonomy.names_of``.
        text: the part of the name that was looked at.
        score: from 0 to 1; 1 is the very name, 0.8 a misspelt one, 0.6 and less a wider kind.
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


class Annotator:
    """Finds what names from elsewhere mean.

    Args:
        hierarchy: where to look.
        kinds: what to look for, first what comes first.

    Raises:
        ValueError: if there is no such kind.
    """

    def __init__(self, hierarchy: Hierarchy, kinds: tuple[str, ...]) -> None:
        if unknown := [each for each in kinds if each not in RECORDS]:
            raise ValueError(f"'{unknown[0]}' is no kind of thing; expected of {', '.join(RECORDS)}")
        self.hierarchy, self.kinds = hierarchy, kinds
        self.names = Names(hierarchy, kinds)

    def annotate(self, name: str) -> Annotation:
        """What one name means."""
        found: dict[tuple[str, str], tuple[Match, int]] = {}
        for place, match in enumerate(self.whole(name) or self.in_parts(name)):
            known, first = found.get((match.kind, match.id), (match, place))
            found[match.kind, match.id] = max(match, known, key=lambda each: each.score), first
        kept = [each for key, each in found.items() if not self.implied(key, found.keys())]
        return Annotation(name, tuple(match for match, _ in sorted(kept, key=self.order)))

    def order(self, found: tuple[Match, int]) -> tuple[bool, int, float, int]:
        """Products before treatments, what is given beside last; among equals the surer, then the earlier."""
        match, place = found
        beside = match.kind == "type" and (self.hierarchy.types[match.id].family == SUPPORT or match.id in BESIDE)
        return beside, self.kinds.index(match.kind), -match.score, place

    def implied(self, one: tuple[str, str], others: Iterable[tuple[str, str]]) -> bool:
        """Whether a treatment is but the kind of another thing that was found."""
        kind, id = one
        for other, its_id in others if kind == "type" else ():
            of = self.hierarchy.products[its_id].type if other == "product" else its_id
            if other in ("product", "type") and (
                id in self.hierarchy.ancestors(of) or (other == "product" and id == of)
            ):
                return True
        return False

    def whole(self, name: str) -> list[Match]:
        """What is called exactly so."""
        found = self.matches(self.names.exact.get(joined(name), ()), name, WHOLE)
        narrow = [each for each in found if each.named != "broader"]
        return narrow or [each._replace(score=WIDER) for each in found]

    def in_parts(self, name: str) -> list[Match]:
        """What the parts of a name mean, in their order."""
        found: list[Match] = []
        split = parts(name)
        for part in split:
            if DUMMY.isdisjoint(part.words) and part.head not in NOT_GIVEN and not NOT_GIVEN & {*part.words[-1:]}:
                found += self.of_part(part)
        if split and (not found or len(split) > 1):
            found += self.across(name, found)
        return found

    def across(self, name: str, found: list[Match]) -> list[Match]:
        """A name of several words that runs over what looks like a border: measles, mumps and rubella vaccine."""
        told = told_words(given(name))
        if not told or not (DUMMY | NOT_GIVEN).isdisjoint(told):
            return []
        known = {word for each in found for word in told_words(each.matched)}
        best = [(each, told_words(each.matched)) for each in self.contained(frozenset(told), told[-1], name)]
        return [each for each, named in best if len(named) > 1 and not set(named) <= known]

    def of_part(self, part: Part) -> list[Match]:
        """What one part means, by the surest way that finds anything."""
        text = SUFFIX.sub(r"\1", part.text)
        if exact := self.whole(text):
            return exact
        found = self.runs(text, part.head)
        if any(each.kind == "product" for each in found):
            left = frozenset(part.words) - {word for each in found for word in words(each.text)}
            found += [each for each in self.contained(left, part.head, part.text) if each.kind == "product"]
        else:
            contained = self.contained(frozenset(part.words), part.head, part.text)
            more = {word for each in contained for word in words(each.matched)}
            found = contained + [each for each in found if not set(words(each.text)) <= more]
        return found or self.cut_short(part) or self.misspelt(part) or self.stemmed(part)

    def runs(self, text: str, head: str) -> list[Match]:
        """Names that stand word by word in a text, the longest first, none inside another."""
        tokens = [found.span() for found in re.finditer(TOKEN, text)]
        found: list[Match] = []
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + LONGEST), start, -1):
                written = text[tokens[start][0] : tokens[end - 1][1]]
                entries = self.names.exact.get(joined(written), ()) if len(written) > 3 else ()
                inside = [each for each in entries if found_inside(each, end - start, head)]
                if hits := self.matches(inside, written, INSIDE, alone=False):
                    found += hits
                    start = end - 1
                    break
            start += 1
        return found

    def contained(self, told: frozenset[str], head: str, text: str) -> list[Match]:
        """The names all of whose words are told, those that tell most of it."""
        total = weights(told) or 1.0
        found = [
            (detail(each.words), each)
            for each in self.names.within(told)
            if weights(each.words) / total >= (HEADED if head in each.words else OTHERWISE)
        ]
        most = max((told_by for told_by, _ in found), default=0.0)
        best = sorted(
            (each for told_by, each in found if told_by == most),
            key=lambda each: (self.kinds.index(each.kind), head not in each.words, each.id),
        )
        score = 0.5 + 0.4 * min(1.0, weights(best[0].words) / total) if best else 0.0
        return self.matches(best, text, score, alone=False)

    def cut_short(self, part: Part) -> list[Match]:
        """The cell product whose international name was cut short: axi-cel for axicabtagene ciloleucel."""
        short = CUT_SHORT.search(part.text)
        if not short or "product" not in self.kinds:
            return []
        form = re.compile(rf"{short[1].lower()}\w*(-\w+cel|leucel)")
        begun = [id for id in self.hierarchy.products if form.fullmatch(id)]
        entries = [Entry("product", id, short[0], "abbreviation", frozenset()) for id in begun]
        return self.matches(entries, part.text, INSIDE) if len(begun) == 1 else []

    def misspelt(self, part: Part) -> list[Match]:
        """The medicine whose name differs from a word by a slip."""
        meant = (self.names.meant_by(word) for word in LETTERS.findall(plain(part.text)))
        return self.matches(next(filter(None, meant), ()), part.text, MISSPELT)

    def stemmed(self, part: Part) -> list[Match]:
        """The kind of medicine that the ending of an international name tells."""
        ended = (
            entry
            for word in LETTERS.findall(plain(part.text))
            for entry in self.names.stems
            if word.endswith(entry.text) and len(word) >= len(entry.text) + 2
        )
        return self.matches([each for each in [next(ended, None)] if each], part.text, STEMMED)

    def matches(self, entries: Iterable[Entry], text: str, score: float, *, alone: bool = True) -> list[Match]:
        """The matches of entries of one name, each thing once; of a name that many products share, their kind."""
        found: dict[tuple[str, str], Entry] = {}
        for each in entries:
            if stands(each, text, alone=alone):
                found.setdefault((each.kind, each.id), each)
        kept = list(found.values())
        if self.shared(kept):
            kept = self.in_common(kept)
        return [
            Match(each.kind, each.id, self.preferred(each), each.text, each.named, text, round(score, 3))
            for each in kept
        ]

    def shared(self, entries: list[Entry]) -> bool:
        """Whether a name is that of a kind: many products have it, or some of different kinds as a description."""
        products = [each for each in entries if each.kind == "product"]
        kinds = {self.hierarchy.products[each.id].type for each in products}
        return len(products) > MANY or (len(kinds) > 1 and " " in products[0].text)

    def preferred(self, entry: Entry) -> str:
        """The name that this reference uses for what an entry names."""
        if entry.kind == "product":
            return self.hierarchy.products[entry.id].name
        if entry.kind == "type":
            return self.hierarchy.types[entry.id].name
        return (self.hierarchy.illnesses if entry.kind == "illness" else self.hierarchy.concepts)[entry.id].name

    def in_common(self, entries: list[Entry]) -> list[Entry]:
        """What many products of one name have in common: the treatment that is called so, too, or the nearest of all."""
        if called := [each for each in entries if each.kind != "product"]:
            return called
        kinds = [self.hierarchy.products[each.id].type for each in entries]
        shared = set.intersection(*({kind, *self.hierarchy.ancestors(kind)} for kind in kinds))
        nearest = [each for each in sorted(shared) if not shared & self.hierarchy.descendants(each)]
        return [entries[0]._replace(kind="type", id=each) for each in nearest[:1]]


def found_inside(entry: Entry, count: int, head: str) -> bool:
    """Whether a name of so many words, standing inside a longer one, is meant there."""
    if entry.kind == "product" or entry.named in ("code", "brand", "narrower"):
        return True
    telling = sum(weight(each) == 1 for each in entry.words)
    return entry.named != "broader" and count > 1 and telling > 0 and (head in entry.words or telling > 1)


@cache
def own(kinds: tuple[str, ...]) -> Annotator:
    """What finds names in the package's own reference."""
    return Annotator(load(), kinds)


def annotate(
    names: Iterable[str], kinds: Iterable[str] = PRODUCTS_FIRST, *, of: Taxonomy | None = None
) -> list[Annotation]:
    """What each of the names means, in their order; no hits for one that names nothing here.

    Args:
        names: names as trials and records write them, with doses, brackets, codes and several in one.
        kinds: what to look for, first what comes first: of ``product``, ``type``, ``concept`` and ``illness``.
        of: the taxonomy to look in, by default the one of this package.

    Raises:
        ValueError: if there is no such kind.
    """
    annotator = own(tuple(kinds)) if of is None else Annotator(of, tuple(kinds))
    return [annotator.annotate(name) for name in names]
