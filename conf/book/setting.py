"""One setting of a book by Typst, in a process of its own: ``python setting.py MAIN.typ [PDF TIME]``.

Typst keeps in memory all that it ever laid out. A process that ends gives it back, and no
page of the site has to share memory with it.

``numbers.json`` beside the source says which pages the text shall name. ``places.json`` then says
where each label really stands. What Typst warns of, or why it refused, is in ``said.json``.
Nothing of Sphinx is imported here: it would take as long as setting fifty pages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PLACES, NUMBERS, SAID = "places.json", "numbers.json", "said.json"


def options(main: Path) -> dict[str, Any]:
    """Return what Typst is told of the source."""
    return {"root": main.parent, "font_paths": [Path(__file__).parent / "fonts"], "ignore_system_fonts": True}


def pdf_options(timestamp: int) -> dict[str, Any]:
    """Return what Typst is told of the PDF: tagged for assistive technology, self-contained for archives."""
    return {"format": "pdf", "pdf_standards": ["ua-1", "a-2a"], "timestamp": timestamp}


def main(arguments: list[str]) -> int:
    """Set the book, and make the PDF if one is wanted; return 1 if Typst refuses the source."""
    import typst

    source = Path(arguments[0])
    said: dict[str, Any] = {"warnings": []}
    try:
        draft = len(arguments) == 1
        compiler = typst.Compiler(source, **options(source), sys_inputs={"draft": ""} if draft else {})
        if not draft:
            pdf, warnings = compiler.compile_with_warnings(**pdf_options(int(arguments[2])))
            assert isinstance(pdf, bytes)  # one file, whatever else other formats give
            Path(arguments[1]).write_bytes(pdf)
            said["warnings"] = [str(warning) for warning in warnings]
        (source.parent / PLACES).write_text(compiler.query("<places>", field="value", one=True), encoding="utf-8")
    except typst.TypstError as error:
        said["refused"] = str(getattr(error, "diagnostic", None) or error)
    (source.parent / SAID).write_text(json.dumps(said), encoding="utf-8")
    return int("refused" in said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
