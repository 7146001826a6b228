"""From Typst source to the finished PDF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ..paper_sizes import HERE
from ..translate.syntax import literal
from . import process as setting
from .pdf_tags import Place, finish, marks
from .process import MADE, NUMBERS, PLACES, SAID, options, pdf_options

if TYPE_CHECKING:
    from pathlib import Path


class NotCompiledError(ValueError):
    """Typst refused the source; the text is Typst's own."""


class Compiled(NamedTuple):
    """How many pages a PDF has, and what Typst warned of."""

    pages: int
    warnings: list[str]


def now() -> datetime:
    """Return the time of the build, which SOURCE_DATE_EPOCH may set, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(float(epoch) if epoch else time.time(), tz=UTC)


def write_frame(folder: Path, names: dict[str, Any]) -> None:
    """Put the template into *folder*, with the *names* that it imports: a Typst value each."""
    shutil.copy(HERE / "templates" / "book.typ", folder)
    known: dict[str, Any] = {"aliases": {}, "before": {}, "chapters": 0, "pageless": {}, "words": {}, "large": False}
    lines = [f"#let {name} = {literal(value)}" for name, value in (known | names).items()]
    (folder / "names.typ").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / NUMBERS).write_text("{}", encoding="utf-8")


def compile_pdf(main: Path, target: Path) -> Compiled:
    """Compile *main*, in whose folder all that it needs lies, to the tagged PDF *target*.

    Raises NotCompiledError: Typst refuses a missing alternative text, a skipped heading level
    and a character that no font holds.
    """
    import typst  # here, so that the site builds without the wheel

    try:
        pdf, warnings = typst.compile_with_warnings(main, **options(main), **pdf_options(int(now().timestamp())))
    except typst.TypstError as error:
        raise NotCompiledError(str(getattr(error, "diagnostic", None) or error)) from error
    (main.parent / MADE).write_bytes(pdf)
    return finished(main, target, {}, [str(warning) for warning in warnings])


def compile_book(main: Path, target: Path, numbers: dict[str, int]) -> Compiled:
    """Compile *main*, whose text names pages, to *target*; *numbers* is a guess of the page of each label.

    Raises NotCompiledError as compile_pdf does, and if the numbers never settle.
    """
    (main.parent / NUMBERS).write_text(json.dumps(numbers), encoding="utf-8")
    # -P: the folder of the module is not where others are looked for.
    command = [sys.executable, "-P", setting.__file__, str(main), str(int(now().timestamp()))]
    ended = subprocess.run(command, check=False)  # noqa: S603 - our own module
    if not (main.parent / SAID).is_file():
        raise NotCompiledError(f"the setting of the book ended with status {ended.returncode}; is there memory enough?")
    said: dict[str, Any] = json.loads((main.parent / SAID).read_text("utf-8"))
    if "refused" in said:
        raise NotCompiledError(said["refused"])
    places = {label: Place(*place) for label, *place in json.loads((main.parent / PLACES).read_text("utf-8"))}
    return finished(main, target, places, said["warnings"])


def finished(main: Path, target: Path, places: dict[str, Place], warnings: list[str]) -> Compiled:
    """Write Typst's PDF to *target* with all that Typst cannot do yet."""
    sources = [*sorted((main.parent / "pages").glob("*.typ")), main]
    named = [one for path in sources for one in marks(path.read_text(encoding="utf-8"))]
    return Compiled(finish(main.parent / MADE, target, named, places), warnings)
