"""The look at a drawing: shapes and words, nothing that runs or loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

ELEMENTS: Final = frozenset((
    "svg", "g", "defs", "marker", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "use", "symbol", "clipPath", "linearGradient", "radialGradient", "stop",
    "pattern", "mask",
))  # fmt: skip
#: Attributes that run, load or restyle something; ``href`` may lead to a place in the drawing itself.
REFUSED: Final = re.compile(r"on\w+|style|class|(xlink:)?href|src|xml:base|\w*:\w+", re.IGNORECASE)
LOADS: Final = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:", re.IGNORECASE)


def unwanted_in(content: bytes) -> Iterator[tuple[int, str]]:
    """What a drawing may not hold: its line, and what and what is expected."""
    found: list[tuple[int, str]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in ELEMENTS:
            found.append((parser.CurrentLineNumber, f"holds <{name}>; expected shapes and words"))
        for key, value in attributes.items():
            allowed = key in ("href", "xlink:href") and value.startswith("#")
            allowed = allowed or key in ("xmlns", "xmlns:xlink", "xml:lang", "xml:space") or not REFUSED.fullmatch(key)
            if not allowed or LOADS.search(value):
                found.append(
                    (parser.CurrentLineNumber, f"holds {key}='{value[:40]}'; expected nothing that runs or loads")
                )

    def refuse(*_: object) -> None:
        found.append((parser.CurrentLineNumber, "holds a document type or a processing instruction; expected shapes"))

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        found.append((error.lineno, f"is no SVG ({expat.errors.messages[error.code]}); expected well-formed XML"))
    yield from found
