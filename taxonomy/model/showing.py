"""How a thing shows itself in a notebook: by a room that is only loaded when one does."""

from __future__ import annotations

from importlib import import_module


def as_html(self: object) -> str:
    """The HTML that Jupyter shows, see ``taxonomy.export.notebook``."""
    made: str = import_module("taxonomy.export.notebook").html(self)
    return made
