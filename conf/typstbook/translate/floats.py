"""Visitors of pictures, numbered figures, listings with captions, and tables."""

from __future__ import annotations

from docutils import nodes

from .syntax import escape, string
from .tables import Cell, Grid, as_facets, as_table, choose
from .writer import Base, is_block

_UNITS = {"": "pt", "px": "pt", "pt": "pt", "cm": "cm", "mm": "mm", "in": "in", "em": "em", "%": "%"}
_LANDSCAPE_CLASS = "book-landscape"
_FACETS_CLASS = "book-facets"


def length(value: str) -> str:
    """Return a docutils length as a Typst length; a pixel is taken as 3/4 of a point.

    Raises:
        ValueError: the unit is none that paper knows.
    """
    number = value.rstrip("%abcdefghijklmnopqrstuvwxyz").strip()
    unit = value[len(number) :].strip()
    if unit not in _UNITS:
        raise ValueError(f"unit '{unit}'")
    scale = 0.75 if unit in ("", "px") else 1.0
    return f"{float(number) * scale:g}{_UNITS[unit]}"


class Floats(Base):
    """Pictures, figures and tables."""

    # -- pictures --

    def visit_image(self, node: nodes.image) -> None:
        uri = node["uri"]
        if uri not in self.book.images:
            self.problem(node, f"image: '{uri}' is not a local file; expected one, to print it")
            raise nodes.SkipNode
        alt = node.get("alt")
        if alt is None:
            expected = "expected ':alt:' with what the picture says (empty for a decoration)"
            self.problem(node, f"image: no alternative text for '{uri}'; {expected}")
        try:
            width = length(node["width"]) if node.get("width") else "auto"
        except ValueError as error:
            self.problem(node, f"image: {error} of ':width:'; expected one of px pt cm mm in em %")
            width = "auto"
        path = string(f"images/{self.book.images[uri]}")
        name = "picture" if is_block(node) else "glyph"
        self.add(f"#{name}({path}, {string(alt or '')}, width: {width})")
        raise nodes.SkipNode

    def drawing(self, svg: str, alt: str) -> None:
        """Print a drawing that is made from data, not read from a file.

        In large print its words stand below it as well: they cannot grow with the text.
        """
        self.drawn += 1
        name = f"{self.chapter.stem}-{self.drawn}.svg"
        self.book.drawings[name] = svg
        self.add(f"\n\n#picture({string(f'images/{name}')}, {string(alt)})\n\n")
        if self.config.typst_large_print:
            self.add(f"{escape(alt)}\n\n")

    # -- numbers --

    def caption(self, node: nodes.Element, kind: str, text: str) -> str:
        """Return the caption with its number: Sphinx's where it numbers, else the book's own."""
        docname = self.chapter.docname
        numbers = self.builder.env.toc_fignumbers.get(docname, {}).get(kind, {})
        ids: list[str] = node.get("ids", [])
        number = next((numbers[id_] for id_ in ids if id_ in numbers), None)
        if number is not None:
            shown = escape(".".join(map(str, number)))
        elif self.config.numfig:
            return text
        else:
            shown = f"#number({string(docname)}, {string(kind)}, {self.book.next_number(docname, kind)})"
        form: str = self.config.numfig_format.get(kind, "%s")
        return f"#strong[{shown.join(map(escape, form.split('%s')))}] {text}"

    def _float(self, node: nodes.Element, kind: str, body: str, caption: str) -> None:
        label = self.claim(node) or ""
        self.add(f"\n\n#float({string(kind)}, {string(label)}, [{caption}], [{body}])\n\n")

    def visit_figure(self, node: nodes.figure) -> None:
        parts = [c for c in node.children if not isinstance(c, nodes.caption)]
        captions = [c for c in node.children if isinstance(c, nodes.caption)]
        body = self.capture(*parts)
        text = self.caption(node, "figure", self.capture(*captions[0].children)) if captions else ""
        self._float(node, "figure", body, text)
        raise nodes.SkipNode

    def listing(self, node: nodes.container) -> None:
        """Print code with a caption."""
        caption, *rest = node.children
        text = self.caption(node, "code-block", self.capture(*caption.children))
        self._float(node, "code-block", self.capture(*rest), text)
        raise nodes.SkipNode

    # -- tables --

    def visit_table(self, node: nodes.table) -> None:
        """Print a table upright, turned or as facets; tables from data come here as well."""
        titles = [c for c in node.children if isinstance(c, nodes.title)]
        caption = self.caption(node, "table", self.capture(*titles[0].children)) if titles else ""
        self.table(node, self._grid(node), caption)
        raise nodes.SkipNode

    def _grid(self, node: nodes.table) -> Grid:
        group = next(c for c in node.children if isinstance(c, nodes.tgroup))
        rows: dict[type[nodes.Node], list[tuple[Cell, ...]]] = {nodes.thead: [], nodes.tbody: []}
        specs = [c for c in group.children if isinstance(c, nodes.colspec)]
        for part in group.children:
            if type(part) in rows:
                rows[type(part)] = [tuple(self._cell(entry) for entry in row.children) for row in part.children]
        stub = bool(specs and specs[0].get("stub"))
        return Grid(int(group["cols"]), tuple(rows[nodes.thead]), tuple(rows[nodes.tbody]), stub=stub)

    def _cell(self, entry: nodes.Node) -> Cell:
        assert isinstance(entry, nodes.entry)
        return Cell(
            self.capture(*entry.children).strip(),
            entry.astext(),
            columns=entry.get("morecols", 0) + 1,
            rows=entry.get("morerows", 0) + 1,
            paragraph=[*map(type, entry.children)] == [nodes.paragraph] and entry not in self.around_blocks,
        )

    def table(self, node: nodes.Element, grid: Grid, caption: str = "") -> None:
        """Print a table in the layout that leaves every column room to be read.

        The classes ``book-landscape`` and ``book-facets`` on its node overrule the measure.
        """
        classes: list[str] = node.get("classes", [])
        layout = choose(grid, self.paper)
        if _FACETS_CLASS in classes:
            layout = "facets"
        elif _LANDSCAPE_CLASS in classes and layout == "portrait":
            layout = "landscape"
        if layout == "facets":
            self._float(node, "facets", f"#{as_facets(grid)}", caption)
            return
        room = self.paper.turned if layout == "landscape" else self.paper.upright
        source = f"#{as_table(grid, room, self.paper.size)}"
        if layout == "portrait":
            self._float(node, "table", source, caption)
            return
        # With a colon, which no author can give an id.
        label = self.claim(node, f"turned:{len(self.deferred) + 1}")
        assert label is not None
        self.deferred.append(f"\n\n#turned({string(label)}, [{caption}], [{source}])\n\n")
        self.add(f"\n\n#turned-pointer({string(label)}, [{caption}])\n\n")
