"""Builds the project's pages with the search that Sphinx makes itself: ``python -m benchmarks.own_search SPHINX_OPTIONS``.

The same pages, theme and field; only what ``conf.search`` adds is left out, so that the two searches can be compared.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx.cmd.build import main

import conf.search as ours
from conf.search import page

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def nothing(_app: Sphinx, *_: object) -> tuple[()]:
    """Leave Sphinx's search as it is."""
    return ()


if __name__ == "__main__":
    ours.take_over = ours.search_page = page.add_to_page = nothing  # type: ignore[assignment]
    sys.exit(main(sys.argv[1:]))
