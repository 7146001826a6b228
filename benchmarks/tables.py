"""Measures a long table on one page, against a project with nothing on its page."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from . import sites
from .builds import case
from .measures import Bench
from .package import installed
from .timing import Case, ratio

PYTHON = sys.executable
ROWS, COLUMNS = 1000, 6

#: A directive that shows ready cells by the domain's node for facts: the table alone. An extension, so
#: that the environment can name its view.
WIDE = """
import json
from pathlib import Path

from conf.therapy.blocks import Table, cell, head
from conf.therapy.directives import Showing


def wide(reference, path):
    titles, *rows = json.loads(Path(path).read_text(encoding="utf-8"))
    return [Table("A wide table", head(*titles), [list(map(cell, row)) for row in rows])], frozenset()


class Wide(Showing):
    takes = "PATH"
    view = staticmethod(wide)


def setup(app):
    app.add_directive("wide", Wide)
"""


def table_site(folder: Path, fence: str, root: Path, *extensions: str) -> Path:
    """Set up a site of one page that holds one table; ``root`` is the folder of the package ``taxonomy``."""
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "index.md").write_text(f"# A table\n\n```{fence}\n```\n", encoding="utf-8")
    text = sites.common(["conf.therapy", *extensions], root) + 'therapy_pages = []\ntherapy_bibliography = "none"\n'
    (folder / "conf.py").write_text(
        f"{text}sys.path.append({str(folder)!r})  # last: conf is our package\n", encoding="utf-8"
    )
    (folder / "wide.py").write_text(WIDE, encoding="utf-8")
    return folder


def tables(bench: Bench) -> None:
    """A table of 1000 by 6 ready cells, and the table of 1000 types of a reference that is cached."""
    where = bench.folder / "tables"
    rows = 30 if bench.options.quick else ROWS
    root = where / "package"
    env = installed(root, rows)
    (root / "taxonomy" / "compiled.bin").unlink()  # as in a checkout: the first build reads YAML and keeps a cache
    cells = where / "cells.json"
    text = [[f"Row {row}, column {column}" for column in range(COLUMNS)] for row in range(rows + 1)]
    cells.write_text(json.dumps(text), encoding="utf-8")
    folders = {
        "ready cells": table_site(where / "cells", f"{{wide}} {cells}", root, "wide"),
        "types": table_site(where / "types", "{therapy:types}", root),
        "empty": sites.empty(where / "empty"),
    }
    load = Case("load", [PYTHON, "-c", "import taxonomy; taxonomy.load()"], environment=env)
    found = bench.timed([*(case(name, folder) for name, folder in folders.items()), load], f"table of {rows} rows")
    for name, folder in folders.items():
        html = (folder / "site" / "index.html").read_text(encoding="utf-8")
        assert html.count("<tr") == (0 if name == "empty" else rows + 1), name
    ready = ratio(found, "ready cells", "empty")
    bench.note(f"a table of {rows} by {COLUMNS} cells on one page / empty project", ready, 1.4)
    bench.note(f"a table of all {rows} types with their answers / empty project", ratio(found, "types", "empty"), 1.4)
    loaded = ratio(found, "load", "types")
    bench.note(f"of which a process that only loads these {rows} types, from a checkout's cache", loaded)
