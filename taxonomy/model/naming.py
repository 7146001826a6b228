"""What a thing is called: names of each kind, and its names in other vocabularies and databases."""

from __future__ import annotations

from . import vocabulary as v
from .fields import CURIE, Field, Record, blocks, choice, citations, day, permanent, text, texts

#: What a medicine does to its target, in the words of ChEMBL's table of action types: those that medicines of this
#: reference can have.
ACTION = {
    "ACTIVATOR": "makes it work more",
    "AGONIST": "acts on it as the body’s own substance does",
    "ANTAGONIST": "keeps the body’s own substances from acting on it",
    "ANTISENSE INHIBITOR": "stops its making: a strand that fits its RNA",
    "BINDING AGENT": "finds it and holds on to it",
    "CROSS-LINKING AGENT": "links it to another",
    "DEGRADER": "has it broken down",
    "EXOGENOUS GENE": "brings a working copy of the gene",
    "EXOGENOUS PROTEIN": "brings the protein",
    "GENE EDITING NEGATIVE MODULATOR": "cuts the gene so that it works less",
    "INHIBITOR": "keeps it from working",
    "MODULATOR": "changes how it works",
    "NEGATIVE MODULATOR": "makes it work less",
    "PARTIAL AGONIST": "acts on it, less than the body’s own substance does",
    "POSITIVE MODULATOR": "makes it work more, or more of it",
    "PROTEOLYTIC ENZYME": "cuts it",
    "RNAI INHIBITOR": "stops its making: RNA that breaks its RNA",
    "VACCINE ANTIGEN": "teaches the immune system to know it",
}


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


class Action(Record):
    """What a product does to its target, as a source says it."""

    kind: Field[str] = choice(
        "What it does, by ChEMBL's action types.",
        ACTION,
        required=True,
        origin="ChEMBL, table ACTION_TYPE. Blocking and neutralising are told as INHIBITOR, aiming at it as BINDING AGENT",
        example="INHIBITOR",
    )
    said: Field[str] = text(
        "The words of the source that say so.",
        required=True,
        words_at_most=25,
        example="programmed death-ligand 1 (PD-L1) blocking antibody",
    )
    sources: Field[list[str]] = citations(required=True)

    @property
    def plainly(self) -> str:
        """What it does, in plain words."""
        return ACTION[self.kind]


class Target(Record):
    """The protein that a product aims at or brings, by its gene."""

    name: Field[str] = text(
        "The name that the product's record uses for it, under target or delivers.", required=True, example="PD-L1"
    )
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
    action: Field[Action | None] = Field(
        "record", "What the product does to it, where a source says so.", record=Action
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
