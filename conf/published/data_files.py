"""The data files of the site, and the table that links to them."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from conf.sitekit.files import digest, write_if_changed
from conf.therapy.blocks import Cell, File, Table, cell, head, joined, line
from conf.therapy.directives.showing import Showing
from conf.therapy.domain import TherapyDomain
from conf.therapy.tracking import Content, Reference, View
from taxonomy.export import FORMATS, MissingExtra, checksums, export, lacking, zipped

FOLDER = "data"


def files(name: str) -> Cell:
    """Where a format's files are; what makes them, if this build could not."""
    each = FORMATS[name]
    if lacking([name]):
        return cell(f"not made here: {str(MissingExtra([name])).rpartition(': ')[2]}")
    found = [f"{each.folder}/{each.first}", f"{each.folder}.zip"] if each.folder else [each.first]
    return [joined(line(File(f"{FOLDER}/{file}", file)) for file in found)]


def format_list(_r: Reference, _: str) -> Content:
    """All formats, with their files."""
    rows = [[cell(name), cell(each.says), files(name)] for name, each in FORMATS.items()]
    ids = tuple(f"format-{name}" for name in FORMATS)
    return [Table("All formats", head("Format", "What it is", "File"), rows, ids=ids)], frozenset()


class Formats(Showing, view=format_list):
    """``{machines-formats}``: every format, what it is for, and its file."""


def page_of(domain: TherapyDomain, view: View) -> str:
    """The first page that shows a view, or nothing."""
    return next((page for page, views in sorted(domain.shown.items()) if any(each == view for each, _ in views)), "")


def signature(app: Sphinx, names: list[str]) -> str:
    """A digest of all that the files are made of: the records, the rules, the formats."""
    digests = TherapyDomain.of(app.env).reference.digests
    return digest((digests, app.config.therapy_code, app.config.release, names))


def write(app: Sphinx) -> None:
    """Write every format that this machine can make; again only if something changed."""
    names = [name for name in FORMATS if not lacking([name])]
    folder, mark = app.outdir / FOLDER, app.doctreedir / "machines-data.txt"
    now = signature(app, names)
    if folder.is_dir() and mark.is_file() and mark.read_text("utf-8") == now:
        return
    files = export(TherapyDomain.of(app.env).reference.taxonomy, *names)
    for inside in {FORMATS[name].folder for name in names} - {""}:
        members = {name.partition("/")[2]: content for name, content in files.items() if name.startswith(f"{inside}/")}
        files[f"{inside}.zip"] = zipped(members)
    files["SHA256SUMS"] = checksums({name: content for name, content in files.items() if name != "SHA256SUMS"})
    for name, content in files.items():
        write_if_changed(Path(folder) / name, content)
    mark.write_text(now, "utf-8")
