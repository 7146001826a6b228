"""The data files of the site, and the table that links to them."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from therapy.reference import digest
from therapy.show import reference_of

from taxonomy import export as package
from taxonomy.export import FORMATS, MissingExtra, export, lacking
from taxonomy.export.writing import zipped

from .writing import applies, keep

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator

FOLDER = "data"


class formats(nodes.General, nodes.Element):
    """The table of all formats with links to their files. Paper has no downloads: there it is nothing."""

    def astext(self) -> str:
        return ""


class Formats(SphinxDirective):
    """``{machines-formats}``: every format, what it is for, and its file."""

    def run(self) -> list[nodes.Node]:
        node = formats()
        self.set_source_info(node)
        return [node]


def link(to: str, file: str) -> str:
    return f'<a class="reference external" href="{escape(f"{to}{FOLDER}/{file}")}">{escape(file)}</a>'


def cell(name: str, to: str) -> str:
    """Where a format's files are; what makes them, if this build could not."""
    each = FORMATS[name]
    if lacking([name]):
        return f"not made here: {escape(str(MissingExtra([name])).rpartition(': ')[2])}"
    more = f", {link(to, f'{each.folder}.zip')}" if each.folder else ""
    return link(to, f"{each.folder}/{each.first}" if each.folder else each.first) + more


def visit_html(self: HTML5Translator, node: formats) -> None:
    builder: Any = self.builder
    # Not as a visitor for "epub": with one, Sphinx would look for all others under that name, too.
    if builder.name == "epub":
        raise nodes.SkipNode
    to = "../" * builder.get_target_uri(builder.current_docname).count("/")
    head = "".join(f'<th class="head" scope="col">{words}</th>' for words in ("Format", "What it is", "File"))
    rows = "".join(
        f'<tr><th class="stub" scope="row"><code>{escape(name)}</code></th>'
        f"<td>{escape(each.says)}</td><td>{cell(name, to)}</td></tr>"
        for name, each in FORMATS.items()
    )
    self.body.append(
        '<div class="table-wrapper"><table class="docutils"><caption><span class="caption-text">All formats'
        f"</span></caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )
    raise nodes.SkipNode


def skip(self: SphinxTranslator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def depart(self: SphinxTranslator, node: nodes.Element) -> None:
    raise AssertionError("a node that is written when it is visited is never left")


def signature(app: Sphinx, names: list[str]) -> str:
    """A digest of all that the files are made of: the records, the rules, the formats."""
    code = b"".join(path.read_bytes() for path in sorted(Path(package.__file__).parent.glob("*.py")))
    made_of = (reference_of(app.env).digests, app.config.therapy_code, app.config.release, names)
    return digest((hashlib.blake2b(code).hexdigest(), made_of))


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write every format that this machine can make; again only if something changed."""
    if not applies(app, exception):
        return
    names = [name for name in FORMATS if not lacking([name])]
    folder, mark = app.outdir / FOLDER, app.doctreedir / "machines-data.txt"
    now = signature(app, names)
    if folder.is_dir() and mark.is_file() and mark.read_text("utf-8") == now:
        return
    files = export(reference_of(app.env).taxonomy, *names)
    for inside in {FORMATS[name].folder for name in names} - {""}:
        members = {name.partition("/")[2]: content for name, content in files.items() if name.startswith(f"{inside}/")}
        files[f"{inside}.zip"] = zipped(members)
    for name, content in files.items():
        keep(Path(folder) / name, content)
    mark.write_text(now, "utf-8")
