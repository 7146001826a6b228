"""The data files of the site, and the table that links to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from conf.sitekit.files import write_if_changed
from conf.sitekit.idle_build import writes_site
from conf.therapy.blocks import Runs, Table, joined, text
from conf.therapy.show import reference_of
from conf.therapy.tracking import digest
from conf.therapy.write.book import InBook
from conf.therapy.write.html import html_of
from taxonomy.export import FORMATS, MissingExtra, export, lacking, zipped

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator

    from conf.typstbook.translate.translator import TypstTranslator

FOLDER = "data"


class formats(nodes.General, nodes.Element):
    """The table of all formats with links to their files."""

    def astext(self) -> str:
        return ""


class Formats(SphinxDirective):
    """``{machines-formats}``: every format, what it is for, and its file."""

    def run(self) -> list[nodes.Node]:
        node = formats()
        self.set_source_info(node)
        return [node]


def files(name: str, to: str | None) -> Runs:
    """Where a format's files are; what makes them, if this build could not."""
    each = FORMATS[name]
    if lacking([name]):
        return [text(f"not made here: {str(MissingExtra([name])).rpartition(': ')[2]}")]
    found = [f"{each.folder}/{each.first}", f"{each.folder}.zip"] if each.folder else [each.first]
    return joined([text(file) if to is None else ("url", f"{to}{FOLDER}/{file}", file)] for file in found)


def table(to: str | None) -> Table:
    """All formats, with their files at the site whose address is ``to``; without links if nobody knows it."""
    rows = [[[[text(name)]], [[text(each.says)]], [files(name, to)]] for name, each in FORMATS.items()]
    return Table("All formats", [[text(words)] for words in ("Format", "What it is", "File")], rows)


def site(config: Config) -> str | None:
    """The address of the site that a book names."""
    found: str = config.typst_site or config.html_baseurl
    return f"{found.rstrip('/')}/" if found else None


def visit_html(self: HTML5Translator, node: formats) -> None:
    builder: Any = self.builder
    # Not as a visitor for "epub": with one, Sphinx would look for all others under that name, too.
    # A book has no files beside it: there the links lead to the site.
    up = "../" * builder.get_target_uri(builder.current_docname).count("/")
    to = site(builder.config) if builder.name == "epub" else up
    self.body.append(html_of(self).table(table(to)) + "\n")
    raise nodes.SkipNode


def visit_typst(self: TypstTranslator, node: formats) -> None:
    self.add("\n\n" + InBook(self, node).blocks([("table", table(site(self.builder.config)))]))
    raise nodes.SkipNode


def skip(self: SphinxTranslator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def signature(app: Sphinx, names: list[str]) -> str:
    """A digest of all that the files are made of: the records, the rules, the formats."""
    made_of = (reference_of(app.env).digests, app.config.therapy_code, app.config.release, names)
    return digest(made_of)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write every format that this machine can make; again only if something changed."""
    if not writes_site(app, exception):
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
        write_if_changed(Path(folder) / name, content)
    mark.write_text(now, "utf-8")
