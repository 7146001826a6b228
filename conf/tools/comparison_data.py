"""One small script a type, with its cells of the comparison: loaded when a reader picks the type.

Scripts and not JSON, so that the page also works when it is opened from a disk.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from conf.sitekit.files import digest, write_if_changed
from conf.therapy.domain import TherapyDomain
from taxonomy import LABELS, Cell, Taxonomy, Type, cited_keys, label, unproven, warning_required

from .views import pick_list

FOLDER = "_static/types"
WARNING = LABELS["unproven"].words

Line = str | list[str]  # the words; in a list with the words of a warning that belongs to them


def lines(type_: Type, key: str, cell: Cell) -> list[Line]:
    """The lines of one cell; those about a use that is sold without proof carry its warning."""
    if key in ("uses", "evidence"):
        warned = [unproven(use) for use in type_.uses]
    elif key == "status":
        warned = [label(use, each).words == WARNING for use in type_.uses for each in use.status]
    else:
        warned = [key == "warning" and warning_required(type_)] * len(cell.lines)
    if len(warned) != len(cell.lines):  # nothing was checked yet
        return list(cell.lines)
    return [[line, WARNING] if warn else line for line, warn in zip(cell.lines, warned, strict=True)]


def cells(t: Taxonomy, type_: Type) -> dict[str, Any]:
    """All that the comparison shows of one type, except its address."""
    cited: dict[str, list[str]] = {}
    rows: dict[str, Any] = {}
    for row in t.compare(type_).rows:
        (cell,) = row.cells
        keys = cited_keys(cell.sources)
        cited.update({key: [t.sources[key].title, t.sources[key].url] for key in keys})
        rows[row.key] = [lines(type_, row.key, cell), keys, *cell.told[: bool(cell.of)]]
    return {
        "name": type_.name,
        "warning": warning_required(type_),
        "reviewed": type_.reviewed,
        "rows": rows,
        "sources": cited,
    }


def scripts(app: Sphinx) -> dict[str, str]:
    """The text of every file, by name."""
    domain = TherapyDomain.of(app.env)
    t = domain.reference.taxonomy
    found = {}
    for type_ in t:
        page = domain.find("type", type_.id)
        address = app.builder.get_target_uri(page.docname) if page else ""
        text = json.dumps({**cells(t, type_), "href": address}, ensure_ascii=False, separators=(",", ":"))
        found[f"{type_.id}.js"] = f'taxonomyType("{type_.id}",{text});\n'
    return found


def write(app: Sphinx) -> None:
    """Write the files if a page compares types, and the data or the code changed since they were written."""
    domain = TherapyDomain.of(app.env)
    if not any((pick_list, "") in shown for shown in domain.shown.values()):
        return
    folder = Path(app.outdir, FOLDER)
    pages = sorted((id, found.docname) for (kind, id), found in domain.objects.items() if kind == "type")
    stamp = digest((domain.reference.signature, app.config.therapy_code, pages))
    kept = Path(app.doctreedir, f"types-{digest(str(folder))}.stamp")
    if folder.is_dir() and kept.is_file() and kept.read_text(encoding="utf-8") == stamp:
        return
    wanted = scripts(app)
    for name, text in wanted.items():
        write_if_changed(folder / name, text.encode())
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    kept.write_text(stamp, encoding="utf-8")
