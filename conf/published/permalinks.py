"""A small page for each permanent address, which leads to where it is described.

``https://…/id/car-t-cell-therapy`` is a name that data carries for good; pages may move.
An identifier that was given up leads to its replacement, and says so. So does the address at
which its page stood, and that of any other page which moved. Every other address that the data
files name leads somewhere, too: of a source, a term, a family, a file and its version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from posixpath import normpath
from typing import Any, cast

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from conf.sitekit.files import write_if_changed
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import address
from taxonomy import FOLDERS
from taxonomy.export import SITE, Landing, iri, landings

from . import data_files, dictionary
from .json_ld import edition_of
from .warning_types import PublishedWarning

PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
{refresh}</head>
<body>
<p>{words}<a href="{address}">{title}</a></p>
</body>
</html>
""")
REFRESH = Markup('<meta http-equiv="refresh" content="0; url={}">\n')


def place(kind: str, id: str) -> str:
    """The file of an identifier's page: the address that the data carries, below the site."""
    return f"{iri(kind, id).removeprefix(SITE)}/index.html"


class Others:
    """Where addresses lead that are no record's."""

    def __init__(self, app: Sphinx) -> None:
        self.app, self.domain = app, TherapyDomain.of(app.env)
        self.formats = data_files.page_of(self.domain, data_files.format_list) or app.config.root_doc
        self.tables = data_files.page_of(self.domain, dictionary.dictionary) or app.config.root_doc

    def leads(self, to: Landing) -> tuple[str, str]:
        """The page, and the part of it; the page of all formats if there is no other."""
        places = {
            "source": (self.domain.bibliography, f"source-{to.of}"),
            "family": (f"families/{to.of}", ""),
            "concept": (f"learn/{to.of}", ""),
            "table": (self.tables, f"table-{to.of}"),
            "term": (self.tables, f"term-{to.of}"),
            "column": (self.tables, f"column-{to.of.replace('.', '-')}"),
            "format": (self.formats, f"format-{to.of}"),
        }
        page, part = places[to.kind]
        return (page, part) if page in self.app.env.found_docs else (self.formats, "")

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every such page: its file, and its HTML."""
        for each in landings(edition_of(self.app)):
            file = f"{each.iri.removeprefix(SITE).rstrip('/')}/index.html"
            page, part = self.leads(each)
            address = "../" * file.count("/") + self.app.builder.get_target_uri(page) + (f"#{part}" if part else "")
            yield file, PAGE.format(title=each.title, address=address, refresh=REFRESH.format(address), words="")


def pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Every such page: its file, and its HTML."""
    domain = TherapyDomain.of(app.env)

    def up(file: str, docname: str) -> str:
        return "../" * file.count("/") + app.builder.get_target_uri(docname)

    def old(docname: str) -> str:
        builder = cast("StandaloneHTMLBuilder", app.builder)
        return Path(builder.get_output_path(docname)).relative_to(app.outdir).as_posix()

    def html(file: str, kind: str, id: str, words: str = "") -> str | None:
        found = domain.find(kind, id)
        if found is None:
            return None
        leads = address(found, kind, up(file, found.docname))
        # Who follows an identifier that was given up is told so first.
        refresh = "" if words else REFRESH.format(leads)
        return PAGE.format(title=found.title, address=leads, refresh=refresh, words=words)

    def given_up(id: str, record: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
        words = f"{id} was given up on {record['date']}. {record['reason']} In its place: "
        for file in (place(record["kind"], id), old(f"{FOLDERS[record['kind']]}/{id}")):
            yield file, html(file, record["kind"], record["replaced_by"], words)

    for kind, id in sorted(domain.objects):
        file = place(kind, id)
        if (text := html(file, kind, id)) is not None:
            yield file, text
    for id, record in sorted(domain.reference.taxonomy.records.get("deprecated", {}).items()):
        yield from ((file, made) for file, made in given_up(id, record) if made is not None)
    for before, now in sorted(app.config.published_moved.items()):
        if strays(before) or before in app.env.found_docs or now not in app.env.found_docs:  # told by check_moved
            continue
        file = old(before)
        leads, title = up(file, now), app.env.titles[now].astext()
        yield file, PAGE.format(title=title, address=leads, refresh=REFRESH.format(leads), words="")


def strays(name: str) -> bool:
    """Whether the name of a page is none below the site."""
    return name != normpath(name) or name.startswith(("/", ".."))


def check_moved(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell of a moved page that leads nowhere, or that is there still."""
    for before, now in sorted(app.config.published_moved.items()):
        what = ""
        if strays(before):
            what = "is no page of this site"
        elif before in env.found_docs:
            what = "is there still"
        elif now not in env.found_docs:
            what = f"leads to '{now}', which is not there"
        if what:
            PublishedWarning.MOVED.tell("published_moved: '%s' %s", before, what, location="conf.py")


def write(app: Sphinx, versions: Iterator[tuple[str, str]]) -> None:
    """Write the page of every address, those of released versions among them; an address of what went goes, too."""
    made = dict((*Others(app).pages(), *pages(app), *versions))
    for file, html in made.items():
        write_if_changed(Path(app.outdir) / file, html.encode())
    for path in [*Path(app.outdir, "id").rglob("index.html")]:  # all of them, before any is taken away
        if path.relative_to(app.outdir).as_posix() not in made:
            path.unlink()
            with suppress(OSError):  # an address below it may be there still
                path.parent.rmdir()
