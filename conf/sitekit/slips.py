"""Sphinx extension: tells what a page shows otherwise than its writer surely meant.

Markdown takes almost any text, so that a slip shows on the page alone: a fence that was not
closed swallows the rest, a tag is shown as text, and a picture without words is nothing to
who cannot see it. Each is a warning at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from . import SitekitWarning

#: Directives whose content is Markdown or a picture: all but those that show or run it as it stands.
VERBATIM = re.compile(r"\{(code|code-block|doctest|sourcecode|eval-rst|literalinclude)\}|(?!\{)")
PICTURE = re.compile(r"\{(image|figure)\}")
TAG = re.compile(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>", re.IGNORECASE)
PROMPT = re.compile(r"\s*>>> ")


class Slip(NamedTuple):
    """What is shown otherwise than it was meant: its line, what it is, and what is expected."""

    line: int
    what: str
    expected: str


def slips(parser: MarkdownIt, text: str, first: int = 0) -> Iterator[Slip]:
    """The slips in a piece of Markdown whose first line is the line after ``first``."""
    lines = text.split("\n")
    for token in parser.parse(text):
        if token.map is None:
            continue
        line, (start, end) = first + token.map[0] + 1, token.map
        if token.type in ("fence", "colon_fence"):
            yield from fence(parser, token, lines[start:end], line)
        elif token.type == "blockquote_open" and not token.level and PROMPT.match(lines[start]):
            yield Slip(line, "'>>>' begins quotations here", "an example in a {doctest} fence")
        elif token.type == "inline":
            yield from inline(token, line)


def fence(parser: MarkdownIt, token: Token, lines: list[str], line: int) -> Iterator[Slip]:
    """The slips of a fence, and of the Markdown in it."""
    info = token.info.strip()
    closing = lines[-1].strip() if len(lines) > 1 else ""
    if set(closing) != {token.markup[0]} or len(closing) < len(token.markup):
        yield Slip(line, "a fence is not closed, and holds the rest", f"a line of '{token.markup}' at its end")
    if PICTURE.match(info) and not re.search(r"^:alt: *\S", token.content, re.MULTILINE):
        yield Slip(line, "a picture has no words for who cannot see it", ":alt: and what it shows")
    elif not VERBATIM.match(info):
        yield from slips(parser, token.content, line)


def inline(token: Token, line: int) -> Iterator[Slip]:
    """The slips in a run of text."""
    for each in token.children or ():
        if each.type == "softbreak":
            line += 1
        elif each.type == "text" and (found := TAG.search(each.content)):
            yield Slip(line, f"'{found[0][:40]}' is shown as text", "Markdown, or a directive")
        elif each.type == "image" and not each.content.strip():
            yield Slip(line, "a picture has no words for who cannot see it", "![what it shows](its file)")


def check(app: Sphinx, docname: str, source: list[str]) -> None:
    """Tell the slips of one page."""
    path = app.env.doc2path(docname)
    if path.suffix != ".md":
        return
    parser = create_md_parser(cast("Any", app.env).myst_config, RendererHTML)
    for line, what, expected in slips(parser, source[0]):
        SitekitWarning.SLIP.tell("%s; expected %s", what, expected, location=f"{path}:{line}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at each source as it is read."""
    app.connect("source-read", check, priority=850)  # before what is refused is taken out
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
