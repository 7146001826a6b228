"""The permanent address (IRI) of everything that is exported. No other module spells one."""

from __future__ import annotations

from urllib.parse import quote

PREFIX = "therapy"  # of a type's identifier where identifiers of many vocabularies meet
SITE = "https://therapy-taxonomy.readthedocs.io/"
BASE = f"{SITE}id/"
TERMS = f"{BASE}term/"  # properties and classes of our own


def iri(kind: str, id: str) -> str:
    """The address of a record: of a type ``…/id/<id>``, of any other ``…/id/<kind>/<id>``.

    Args:
        kind: ``type``, ``product``, ``claim``, ``authority``, ``source``, ``rule``, ``family`` …
        id: the identifier, unique in its kind and never used again.
    """
    return BASE + quote(id if kind == "type" else f"{kind}/{id}", safe="/")


def term(name: str) -> str:
    """The address of a property or class of our own."""
    return TERMS + name


# Prefixes of identifiers in other vocabularies, with the addresses that their owners or
# registries publish for them (bioregistry.io).
PREFIXES = {
    "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "MAXO": "http://purl.obolibrary.org/obo/MAXO_",
    "CL": "http://purl.obolibrary.org/obo/CL_",
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "OBI": "http://purl.obolibrary.org/obo/OBI_",
    "VO": "http://purl.obolibrary.org/obo/VO_",
    "XCO": "http://purl.obolibrary.org/obo/XCO_",
    "SCDO": "http://purl.obolibrary.org/obo/SCDO_",
    "SNOMEDCT": "http://snomed.info/id/",
    "ATC": "http://www.whocc.no/atc_ddd_index/?code=",
    "ICD10PCS": "https://bioregistry.io/icd10pcs:",
}


def expanded(curie: str) -> str:
    """The address of ``PREFIX:identifier``; by bioregistry.io if its prefix is none of those above."""
    prefix, _, local = curie.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else f"https://bioregistry.io/{prefix.lower()}:{local}"
