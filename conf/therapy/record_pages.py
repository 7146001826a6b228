"""Pages that only show their record: written for Sphinx by the build, so that a new record is one file.

Beside the pages written by hand, each in a file of its own suffix: ``types/car-t-cell-therapy.record``.
Such a file holds nothing but the directive that shows the record, and the record gives the title.
A page with words of its own, ``types/car-t-cell-therapy.md``, takes its place and is never touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from conf.sitekit.files import write_if_changed
from taxonomy import FOLDERS

from .directives import DIRECTIVES
from .directives.showing import RecordPage
from .domain import Described, TherapyDomain
from .warning_types import TherapyWarning

#: The kinds of record that have a page each, in a folder named as that of the records: those whose directive,
#: named as the kind, is a ``RecordPage``.
KINDS: Final = tuple(name for name, directive in DIRECTIVES.items() if issubclass(directive, RecordPage))


def address(found: Described, kind: str, page: str) -> str:
    """An address of an object: of a record with a page of its own the page's, else with an anchor.

    Args:
        found: where the object is described.
        kind: what it is.
        page: the address of that page.
    """
    return page if kind in KINDS or not found.anchor else f"{page}#{found.anchor}"


SUFFIX: Final = ".record"
TEXT: Final = "```{{therapy:{kind}}} {id}\n```\n"


def records(app: Sphinx, kind: str) -> set[str]:
    """The identifiers of all records of a kind: the names of their files."""
    return {path.stem for path in Path(app.config.therapy_data, FOLDERS[kind]).glob("[!.]*.yaml")}


def by_hand(app: Sphinx, kind: str) -> set[str]:
    """The pages of a kind that somebody wrote, by the identifiers of their records."""
    found = [path for path in Path(app.srcdir, FOLDERS[kind]).glob("*") if path.suffix != SUFFIX]
    return {path.stem for path in found if path.suffix in app.config.source_suffix}


class RecordPages:
    """Writes the pages of one build.

    Attributes:
        taken: pages that somebody has written by hand since the last build.
    """

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def write(self, app: Sphinx) -> None:
        """Write each page that is missing, and remove those that no record needs; what is right is not touched."""
        wanted = {
            Path(app.srcdir, FOLDERS[kind], f"{id}{SUFFIX}"): TEXT.format(kind=kind, id=id)
            for kind in app.config.therapy_pages
            for id in records(app, kind) - by_hand(app, kind)
        }
        for path in Path(app.srcdir).rglob(f"*{SUFFIX}"):
            if path.is_symlink() or (path not in wanted and path.is_file()):
                path.unlink()
                self.taken.add(path.relative_to(app.srcdir).with_suffix("").as_posix())
        for path, text in wanted.items():
            # Nothing is written to where a link leads; the folder that is one, or in whose place it stands, is told.
            if not path.parent.is_symlink() and not path.is_dir():
                write_if_changed(path, text.encode())

    def outdated(self, _app: Sphinx, env: BuildEnvironment, *_: set[str]) -> set[str]:
        """Pages that are another file now, which may be older than the one that was read."""
        return self.taken & env.found_docs


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a page by hand that stands in the place of a record's page and does not show the record."""
    domain = TherapyDomain.of(env)
    for kind in app.config.therapy_pages:
        for id in by_hand(app, kind):
            if id in records(app, kind) and domain.find(kind, id) is None:
                message = "the page does not show its record; expected a '{therapy:%s} %s' directive"
                TherapyWarning.PAGE.tell(message, kind, id, location=(f"{FOLDERS[kind]}/{id}", 1))


def record_on(env: BuildEnvironment, page: str) -> tuple[str, str] | None:
    """Kind and identifier of the record that a page is about, or nothing."""
    folder, _, id = page.rpartition("/")
    found = [kind for kind in env.config.therapy_pages if FOLDERS[kind] == folder]
    described = TherapyDomain.of(env).find(found[0], id) if found else None
    return (found[0], id) if described and described.docname == page else None


def is_written_by_build(env: BuildEnvironment, page: str) -> bool:
    """Whether nobody wrote a page by hand."""
    return env.doc2path(page).suffix == SUFFIX


def setup(app: Sphinx) -> None:
    """Let the pages be written before Sphinx looks for sources."""
    app.add_config_value("therapy_pages", list(KINDS), "env", (list,))
    app.add_source_suffix(SUFFIX, "markdown")
    pages = RecordPages()
    app.connect("builder-inited", pages.write)
    app.connect("env-get-outdated", pages.outdated)
    app.connect("env-check-consistency", check)
