"""The data set in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), for catalogues of open data."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy.export.addresses import iri
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import CREATOR, about
from taxonomy.export.graphs.rdf import Node, day, en, literal, to, turtle, typed
from taxonomy.export.graphs.skos import MAKERS

from .downloads import KEYWORDS

SET = iri("dataset", "therapies")
MEDIA = "https://www.iana.org/assignments/media-types/"


def nodes(edition: Edition) -> Iterator[Node]:
    """The data set, who made it, and a distribution for each download."""
    whole = about(edition)
    changed = [day(edition.modified)] if edition.modified else []
    yield {"@id": MAKERS, "@type": ["foaf:Organization"], "foaf:name": [en(CREATOR)]}
    yield {
        "@id": SET,
        "@type": ["dcat:Dataset"],
        "dcterms:identifier": [literal(SET)],
        "dcterms:title": [en(whole["title"])],
        "dcterms:description": [en(whole["description"])],
        "dcterms:creator": [to(MAKERS)],
        "dcterms:publisher": [to(MAKERS)],
        "dcterms:license": [to(whole["license"])],
        "dcterms:language": [to("http://id.loc.gov/vocabulary/iso639-1/en")],
        "dcterms:issued": changed,
        "dcterms:modified": changed,
        "dcat:version": [literal(edition.version)],
        "dcat:keyword": [en(each) for each in KEYWORDS],
        "dcat:landingPage": [to(whole["homepage"])],
        "dcat:distribution": [to(f"{SET}#{each.name}") for each in edition.downloads],
    }
    for each in edition.downloads:
        yield {
            "@id": f"{SET}#{each.name}",
            "@type": ["dcat:Distribution"],
            "dcterms:title": [en(each.says)],
            "dcterms:license": [to(whole["license"])],
            "dcterms:modified": changed,
            "dcat:accessURL": [to(SET)],
            "dcat:downloadURL": [to(each.url)],
            "dcat:mediaType": [to(MEDIA + each.media)],
            "schema:url": [typed(each.url, "anyURI")],
        }


def files(edition: Edition) -> dict[str, bytes]:
    """``dcat.ttl``."""
    return {"dcat.ttl": turtle(list(nodes(edition)))}
