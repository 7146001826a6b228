"""What a thing is called: names of each kind, and its names in other vocabularies and databases."""

from __future__ import annotations

from . import vocabulary as v
from .fields import CURIE, Field, Record, blocks, choice, citations, day, permanent, text, texts


class Names(Record):
    """Other names of one kind, as one source has them."""

    kind: Field[str] = choice("What kind of names they are.", v.NAME, required=True, example="code")
    names: Field[list[str]] = texts("The names.", required=True, example=["CTL019"])
    sources: Field[list[str]] = citations(required=True)


class Identifier(Record):
    """The name of a thing in another database."""

    id: Field[str] = text(
        "The identifier there.",
        required=True,
        pattern=CURIE,
        expected="prefix:identifier, such as ATC:L01FF02",
        example="ATC:L01FF02",
    )
    label: Field[str] = text("The label there.", required=True, example="pembrolizumab")
    sources: Field[list[str]] = citations(required=True)


class Target(Record):
    """A protein that a product aims at, by its gene."""

    name: Field[str] = text("The name that the product's record uses for it.", required=True, example="PD-L1")
    symbol: Field[str] = text("The approved symbol of its gene.", required=True, example="CD274")
    hgnc: Field[str] = text(
        "The gene in the list of the HUGO Gene Nomenclature Committee.",
        required=True,
        pattern=r"HGNC:\d{1,5}",
        expected="an identifier such as HGNC:17635",
        example="HGNC:17635",
    )
    uniprot: Field[str] = text(
        "The protein in UniProt.",
        required=True,
        pattern=r"UNIPROT:([OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2})",
        expected="an identifier such as UNIPROT:Q9NZQ7",
        example="UNIPROT:Q9NZQ7",
    )
    sources: Field[list[str]] = citations(required=True)


class Mapping(Record):
    """A cross-reference to another vocabulary, in the manner of SSSOM."""

    object_id: Field[str] = text(
        "The identifier there.",
        required=True,
        pattern=CURIE,
        expected="prefix:identifier, such as MESH:D016219",
        example="MESH:D016219",
    )
    object_label: Field[str] = text("The label there.", required=True, example="Immunotherapy, Adoptive")
    predicate: Field[str] = choice(
        "How close the two meanings are.", v.PREDICATE, required=True, example="skos:exactMatch"
    )
    object_source: Field[str] = text("The release that was read.", example="MeSH 2024")
    sources: Field[list[str]] = citations(required=True)


class Concept(Record):
    """One of the terms that this reference is about, as a thing to point to: authorities differ on what falls under it."""

    id: Field[str] = permanent("cell-therapy")
    name: Field[str] = text("The term.", required=True, example="Cell therapy")
    synonyms: Field[list[str]] = texts("Other names of just this.", example=["cellular therapy"])
    sentence: Field[str] = text("What it means, in one plain sentence.", required=True, words_at_most=40)
    mappings: Field[tuple[Mapping, ...]] = blocks("Its identifiers in other vocabularies.", Mapping, required=True)
    sources: Field[list[str]] = citations(required=True)
    reviewed: Field[str] = day(
        "The day on which a person last compared this record with its sources.", required=True, example="2026-11-30"
    )
