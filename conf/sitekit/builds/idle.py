"""Sphinx extension: a build that has nothing to do ends without writing.

Sphinx writes the indices, the pages that no source stands behind and all static files in
every build, even if no page changed. Here the state of every file that a build reads is
kept beside the doctrees: if it is the same, and Sphinx found no page to read or to write,
what was written before still holds. In 7 pairs of builds of all pages that took 0.78 of the
CPU time, most of which is Sphinx's start. An extension whose pages show more than files in
the folders of the sources and of the configuration answers the event ``idle-state``.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.typing import ExtensionMetadata

from ..files import digest
from .site import is_site

KEPT: Final = "unchanged.json"  # in the folder of doctrees: the state at the last build, by output folder
ALWAYS: Final = ".buildinfo", "genindex.html", "objects.inv", "search.html", "_static"  # that a whole site has


def states(folder: str, but: AbstractSet[str]) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of every file in a folder and the folders in it, but for some folders."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir():
                if entry.path not in but and entry.name != "__pycache__":
                    yield from states(entry.path, but)
            else:
                stat = entry.stat()
                yield entry.path, stat.st_mtime_ns, stat.st_size


def state(app: Sphinx) -> str:
    """What is different after any change of a page, of the data, or of what makes pages of them."""
    made = {str(app.outdir), str(app.doctreedir)}
    inside = [list(states(str(folder), made)) for folder in (app.srcdir, app.confdir)]
    return digest([*inside, app.emit("idle-state")])


def kept(app: Sphinx) -> dict[str, str]:
    """The states at the last builds; nothing if they cannot be read."""
    try:
        found = json.loads(Path(app.doctreedir, KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class Builder(StandaloneHTMLBuilder):
    """Sphinx's builder of a site, but for a build that has nothing to do.

    Attributes:
        idle: whether this is such a build; known when Sphinx prepares to write.
    """

    idle = False

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        if not docnames and all(Path(self.outdir, name).exists() for name in ALWAYS):
            self.idle = kept(self._app).get(str(self.outdir)) == state(self._app)
        if not self.idle:
            super().prepare_writing(docnames)

    def copy_assets(self) -> None:
        if not self.idle:
            super().copy_assets()

    def finish(self) -> None:
        if not self.idle:
            super().finish()


def writes_site(app: Sphinx, exception: Exception | None = None) -> bool:
    """Whether this build makes a site, has something to do, and went well so far."""
    return exception is None and is_site(app.builder) and not is_idle(app)


def when_written(app: Sphinx, handler: Callable[[Sphinx], object]) -> None:
    """Let a handler add to a site whose pages are written, unless that failed or there was nothing to do."""

    def finish(app: Sphinx, exception: Exception | None) -> None:
        if writes_site(app, exception):
            handler(app)

    app.connect("build-finished", finish)


def is_idle(app: Sphinx) -> bool:
    """Whether this build has nothing to do; asked when it ends."""
    return isinstance(app.builder, Builder) and app.builder.idle


def keep(app: Sphinx, exception: Exception | None) -> None:
    """Note the state of a whole site; a build that warned is to warn again."""
    if not isinstance(app.builder, Builder) or app.builder.idle:
        return
    states = kept(app)
    states.pop(str(app.outdir), None)
    if exception is None and not app._warncount:  # noqa: SLF001 - Sphinx tells it nowhere else
        states[str(app.outdir)] = state(app)
    Path(app.doctreedir, KEPT).write_text(json.dumps(states), encoding="utf-8")


def collect_again(_app: Sphinx) -> None:
    """Let Python look for garbage again, but not among what was loaded."""
    if not gc.get_freeze_count():  # else someone uses this for another purpose
        gc.freeze()
    gc.enable()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in place of Sphinx's own."""
    # What Sphinx loads of its last build is no garbage, and has far more objects than all
    # else: looking through them again and again takes longer than making them. In pairs of
    # builds of all pages, this took 0.70 of the CPU time with nothing to do (15 pairs), 0.83
    # with one record edited (9), 0.89 from nothing (4).
    gc.disable()
    app.connect("builder-inited", collect_again, priority=0)
    app.add_event("idle-state")  # (): plain data that differs after any change that the files do not show
    app.add_builder(Builder, override=True)
    app.connect("build-finished", keep, priority=900)  # after all that writes
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
