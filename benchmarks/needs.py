"""The same objects for sphinx-needs: each type is a need whose content is the page, written beforehand.

sphinx-needs gets the work of this project's other peers, and nothing that it would be slow at:
a need has its identifier, its title and links to its wider types. Products, uses and lists are
text of the same pages, as Markdown, instead of needs and of tables that ask for needs.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from taxonomy import Taxonomy

PAGE = """# {title}

``````{{treatment}} {title}
:id: {id}
{links}
{body}
``````
"""


def write_needs(folder: Path, taxonomy: Taxonomy) -> None:
    """Write ``needs`` from ``pages``: the pages of types become needs, all others stay."""
    shutil.copytree(folder / "pages", folder / "needs")
    for type_ in taxonomy:
        path = folder / "needs" / "types" / f"{type_.id}.md"
        title, _, body = path.read_text(encoding="utf-8").partition("\n")
        links = f":links: {', '.join(type_.parents)}\n" if type_.parents else ""
        text = PAGE.format(title=title.removeprefix("# "), id=type_.id, links=links, body=body.strip())
        path.write_text(text, encoding="utf-8")
