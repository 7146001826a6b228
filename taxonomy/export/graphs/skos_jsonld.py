"""The same SKOS as JSON-LD."""

from __future__ import annotations

from ..view import View
from .rdf import jsonld
from .skos import nodes


def files(view: View) -> dict[str, bytes]:
    """``taxonomy.skos.jsonld``."""
    return {"taxonomy.skos.jsonld": jsonld(nodes(view))}
