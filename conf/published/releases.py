"""What each release of the data changed: a page, ``data/changes.json``, and an address for each version.

The folder ``releases`` of the sources holds a file for each, as ``nox -s diff -- v0.1.0 --json`` prints it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from conf.sitekit.files import digest, write_if_changed
from conf.therapy.blocks import Block, Bullets, File, Text, p, section
from conf.therapy.directives.showing import Showing
from taxonomy.export import SITE

from . import permalinks
from .json_ld import edition_of
from .permalinks import PAGE, REFRESH

FILE = "data/changes.json"
MOST = 200  # lines of one list on the page; the file has all
PARTS = {
    "answers": "Answers that came out differently",
    "added": "New records and sources",
    "removed": "Records and sources that are gone",
    "facts": "Facts",
}


def folder_of(app: Sphinx) -> Path:
    """Where the releases are told."""
    return Path(app.srcdir, "releases")


def releases(folder: Path) -> list[dict[str, Any]]:
    """The releases, the newest first."""
    found = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")]
    return sorted(found, key=lambda each: (each["modified"], each["version"]), reverse=True)


def listing(folder: Path) -> str:
    """What lies there: another text if a release came or was told anew."""
    return digest(sorted((path.name, path.read_bytes()) for path in folder.glob("*.json")))


def outdated(app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
    """Pages that show other releases than there are."""
    now = listing(folder_of(app))
    return [page for page, known in env.metadata.items() if known.get("releases", now) != now]


def told(change: Any) -> str:
    """One change in a line."""
    if isinstance(change, str):
        return change
    what = f"{change['record']}: {change['field']}"
    if not change["old"]:
        return f"{what}: new: {change['new']}"
    return f"{what}: gone: {change['old']}" if not change["new"] else f"{what}: {change['old']} → {change['new']}"


def blocks(release: dict[str, Any]) -> Iterator[Block]:
    """What one release changed."""
    since = release["since"].get("version", "")
    yield p(f"Changed on {release['modified']}{f', since {since}' if since else ''}.")
    for part, title in PARTS.items():
        changes = release[part]
        if changes:
            yield p(f"{title}: {len(changes)}")
            yield Bullets([[Text(told(each))] for each in changes[:MOST]])
        if len(changes) > MOST:
            yield p(f"{len(changes) - MOST} more are in ", File(FILE, "changes.json"), ".")


class Releases(Showing):
    """``{machines-releases}``: what each release changed."""

    def run(self) -> list[Node]:
        folder = folder_of(self.env.app)
        self.env.metadata[self.env.docname]["releases"] = listing(folder)
        found = releases(folder)
        if not found:
            latest = File(FILE, "changes.json")
            return self.placed([p("No release was made yet. ", latest, " tells which edition the files are.")])
        return self.placed(
            [section(f"release-{digest(each['version'])}", each["version"], *blocks(each)) for each in found]
        )


def addresses(app: Sphinx) -> Iterator[tuple[str, str]]:
    """The page of each version that was released: its file, and its HTML."""
    for each in releases(folder_of(app)):
        number = each["version"].partition("+")[0]
        address = f"{SITE}en/v{number}/use/data-files.html"
        title = f"Version {each['version']}"
        page = PAGE.format(title=title, address=address, refresh=REFRESH.format(address), words="")
        yield f"id/ontology/{each['version'].replace('+', '-')}/index.html", page


def write(app: Sphinx) -> None:
    """Write ``changes.json`` and every permanent address."""
    edition = edition_of(app)
    now = {"version": edition.version, "modified": edition.modified, "digest": edition.digest}
    text = json.dumps({**now, "releases": releases(folder_of(app))}, ensure_ascii=False, indent=1)
    write_if_changed(Path(app.outdir, FILE), f"{text}\n".encode())
    permalinks.write(app, addresses(app))
