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


# Prefixes of names and of identifiers in other vocabularies, with the addresses that their owners
# or registries publish for them (bioregistry.io).
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "http://schema.org/",
    "obo": "http://purl.obolibrary.org/obo/",
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "term": TERMS,
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


def namespace(prefix: str) -> str:
    """The address that stands for a prefix; that of bioregistry.io if the prefix is none of those above."""
    return PREFIXES.get(prefix, f"https://bioregistry.io/{prefix.lower()}:")


def expanded(name: str) -> str:
    """The address of a prefixed name, ``PREFIX:name``."""
    prefix, _, local = name.partition(":")
    return namespace(prefix) + local
