"""The same SKOS as JSON-LD."""

from __future__ import annotations

from taxonomy.export.edition import Edition

from .rdf import jsonld
from .skos import nodes


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.skos.jsonld``."""
    return {"taxonomy.skos.jsonld": jsonld(nodes(edition))}
