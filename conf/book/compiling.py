"""From Typst source to the finished PDF."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from book.page import HERE
from book.tags import marks, name_rows
from book.text import literal

if TYPE_CHECKING:
    from pathlib import Path


class NotCompiledError(ValueError):
    """Typst refused the source; the text is Typst's own."""


class Compiled(NamedTuple):
    """A PDF, its number of pages, and what Typst warned of."""

    pdf: bytes
    pages: int
    warnings: list[str]


def now() -> datetime:
    """Return the time of the build, which SOURCE_DATE_EPOCH may set, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(float(epoch) if epoch else time.time(), tz=UTC)


def write_frame(folder: Path, names: dict[str, Any]) -> None:
    """Put the template into *folder*, with the *names* that it imports: a Typst value each."""
    shutil.copy(HERE / "templates" / "book.typ", folder)
    known: dict[str, Any] = {"aliases": {}, "pageless": {}, "words": {}, "large": False}
    lines = [f"#let {name} = {literal(value)}" for name, value in (known | names).items()]
    (folder / "names.typ").write_text("\n".join(lines) + "\n", encoding="utf-8")


def compile_pdf(main: Path) -> Compiled:
    """Compile *main*, in whose folder all that it needs lies, to a tagged PDF.

    Raises NotCompiledError: Typst refuses a missing alternative text, a skipped heading level
    and a character that no font holds.
    """
    import typst  # here, so that the site builds without the wheel

    try:
        pdf, warnings = typst.compile_with_warnings(
            main,
            root=main.parent,
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            format="pdf",
            # Tagged for assistive technology, and self-contained for archives.
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(now().timestamp()),
        )
    except typst.TypstError as error:
        raise NotCompiledError(str(getattr(error, "diagnostic", None) or error)) from error
    sources = [*sorted((main.parent / "pages").glob("*.typ")), main]
    named = [one for path in sources for one in marks(path.read_text(encoding="utf-8"))]
    finished, pages = name_rows(pdf, named)
    return Compiled(finished, pages, [str(warning) for warning in warnings])
