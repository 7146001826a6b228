"""From Typst source to the finished PDF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from ..translate.syntax import literal
from . import process
from .pdf_tags import Place, finish

TEMPLATE = Path(__file__).parents[1] / "templates" / "book.typ"


class NotCompiledError(ValueError):
    """Typst refused the source; the text is Typst's own."""


class Compiled(NamedTuple):
    """How many pages a PDF has, what Typst warned of, and where the text ends on the last page, in points."""

    pages: int
    warnings: list[str]
    end: float = 0.0


def now() -> datetime:
    """Return the time of the build, which SOURCE_DATE_EPOCH may set, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(float(epoch) if epoch else time.time(), tz=UTC)


def write_frame(folder: Path, names: dict[str, Any]) -> None:
    """Put the template into a folder, with the names that it imports: a Typst value each."""
    shutil.copy(TEMPLATE, folder)
    known: dict[str, Any] = {"aliases": {}, "before": {}, "chapters": 0, "pageless": {}, "words": {}, "large": False}
    lines = [f"#let {name} = {literal(value)}" for name, value in (known | names).items()]
    (folder / "names.typ").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / process.NUMBERS).write_text("{}", encoding="utf-8")


def told(facts: dict[str, Any]) -> str:
    """Return what a template is told of a document, as arguments: the time of the build, and Typst values by name."""
    date = now()
    stamp = f"stamp: datetime(year: {date.year}, month: {date.month}, day: {date.day})"
    return ", ".join([stamp, *(f"{key}: {literal(value)}" for key, value in facts.items())])


def compile_pdf(main: Path, target: Path) -> Compiled:
    """Compile a source, in whose folder all that it needs lies, to a tagged PDF.

    Raises:
        NotCompiledError: Typst refuses it, as it does a missing alternative text, a skipped heading level and a
            character that no font holds.
    """
    import typst  # here, so that the site builds without the wheel

    try:
        said = process.make(process.compiler(main), main.parent, int(now().timestamp()))
    except typst.TypstError as error:
        raise NotCompiledError(str(getattr(error, "diagnostic", None) or error)) from error
    return _finished(main.parent, target, said, {})


def compile_book(main: Path, target: Path, numbers: dict[str, int]) -> Compiled:
    """Compile a source whose text names pages; start with a guess of the page of each label.

    Raises:
        NotCompiledError: as by compile_pdf, or because the numbers never settle.
    """
    folder = main.parent
    (folder / process.NUMBERS).write_text(json.dumps(numbers), encoding="utf-8")
    # -P: the folder of the module is not where others are looked for.
    command = [sys.executable, "-P", process.__file__, str(main), str(int(now().timestamp()))]
    ended = subprocess.run(command, check=False)  # noqa: S603 - our own module
    if not (folder / process.SAID).is_file():
        raise NotCompiledError(f"the setting of the book ended with status {ended.returncode}; is there memory enough?")
    said: dict[str, Any] = json.loads((folder / process.SAID).read_text("utf-8"))
    if "refused" in said:
        raise NotCompiledError(said["refused"])
    places = json.loads((folder / process.PLACES).read_text("utf-8"))
    return _finished(folder, target, said, {label: Place(*place) for label, *place in places})


def _finished(folder: Path, target: Path, said: dict[str, Any], places: dict[str, Place]) -> Compiled:
    """Write Typst's PDF with all that Typst cannot do yet."""
    return Compiled(finish(folder / process.MADE, target, said["tables"], places), said["warnings"], said["end"])
