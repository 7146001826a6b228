"""Finds the record that a word on the command line means: an identifier, or a name as it is printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Mapping
from typing import Any

from taxonomy.loading.sources import DATA
from taxonomy.model.fields import Record
from taxonomy.model.records import KINDS, Type
from taxonomy.query.search import fold, too_long
from taxonomy.query.taxonomy import Taxonomy, load

from .refusals import Unknown

Words = Callable[..., list[str]]


def split(word: str, kind: str) -> tuple[str, str]:
    """The kind of record that was asked for, or nothing, and the word: of ``--kind``, or of ``KIND:WORD``."""
    before, colon, after = word.partition(":")
    return (before, after) if colon and before in KINDS else (kind, word)


def by_name(taxonomy: Taxonomy, word: str, kinds: Collection[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The records of this very name, each with its kind; and, if there is none, what a search finds."""
    if too_long(word):
        return [], []
    wanted = fold(word)
    named: list[tuple[str, str]] = [
        (kind, id)
        for kind in ("authority", "claim", "country")
        if kind in kinds and wanted
        for id, data in taxonomy.records[kind].items()
        if wanted in {fold(str(data.get(field, ""))) for field in ("name", "short", "said")}
    ]
    hits = [hit for hit in taxonomy.search(word, 20) if hit.kind in kinds]
    named += [(hit.kind, hit.id) for hit in hits if hit.score == 1]
    return named, [hit.id for hit in hits]


def only(found: list[tuple[str, str]], word: str) -> tuple[str, str] | None:
    """The first kind's record, if it is the only one of its kind; the others are told on standard error."""
    if not found:
        return None
    kind, id = found[0]
    if [each for each, _ in found].count(kind) > 1:
        return None
    if others := " or ".join(f"{each}:{other}" for each, other in found[1:]):
        print(f"{word}: this is the {kind}; for the other record of this name say {others}", file=sys.stderr)
    return kind, id


def record_of(taxonomy: Taxonomy, kind: str, word: str) -> tuple[str, Record]:
    """The record of this identifier or name: a type before a product, a claim, an authority; or the one of a kind.

    That other kinds have one of the same, too, is told on standard error.

    Raises:
        Unknown: if there is none.
    """
    kinds = [each for each in KINDS if kind in ("", each)]
    found = [(each, word) for each in kinds if word in taxonomy.records.get(each, {})]
    named: list[str] = []
    if not found:
        found, named = by_name(taxonomy, word, kinds)
    one = only(found, word)
    if one is None:
        known = (id for each in kinds for id in taxonomy.records.get(each, {}))
        raise Unknown(kind or "record", word, known, found=[id for _, id in found] or named)
    return one[0], KINDS[one[0]](taxonomy.records[one[0]][one[1]])


def type_of(taxonomy: Taxonomy, word: str) -> Type:
    """The type of this identifier or name.

    Raises:
        Unknown: if there is none.
    """
    word = word.removeprefix("type:")
    if word in taxonomy:
        return taxonomy[word]
    gone: Mapping[str, Any] = taxonomy.records["deprecated"].get(word, {})
    if gone.get("kind") == "type":
        raise Unknown("type", word, taxonomy.types, gone["replaced_by"])
    found, named = by_name(taxonomy, word, ["type"])
    one = only(found, word)
    if one is None:
        raise Unknown("type", word, taxonomy.types, found=[id for _, id in found] or named)
    return taxonomy[one[1]]


def authority_of(taxonomy: Taxonomy, word: str) -> str:
    """The identifier, or the beginning of identifiers, of an authority that is named by either or by its name.

    Raises:
        Unknown: if there is none.
    """
    try:
        taxonomy.voices(word)
    except KeyError as error:
        found, _ = by_name(taxonomy, word, ["authority"])
        one = only(found, word)
        if one is None:
            raise Unknown("authority", word, taxonomy.authorities) from error
        return one[1]
    return word


def complete(*kinds: str) -> Words:
    """What a shell offers where a record is named: the identifiers of some kinds."""

    def words(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
        records = load(getattr(parsed_args, "data", None) or DATA).records
        return [id for kind in kinds for id in records[kind] if id.startswith(prefix)]

    return words
