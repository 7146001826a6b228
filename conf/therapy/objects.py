"""What the domain knows of the site's pages."""

from __future__ import annotations

from typing import NamedTuple


class Described(NamedTuple):
    """An object that a page describes, and where."""

    docname: str
    anchor: str
    title: str
