"""At the facts of a use, the way to change them: the record on GitHub, opened at the line where the use begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import record_on
from taxonomy import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

USES = re.compile(r"^uses:\n((?:[ -].*\n)+)", re.MULTILINE)
#: A use on a page, by its name; and its places, dates and studies, which hold no other fold.
NAMED = r'id="(use-\d+)"><(?:h\d|summary><span class="fold-title")>{}</'
END = "</div></details>"
LINK = Markup('<p class="edit-use"><a href="{}#L{}">Edit these facts</a></p>')


def lines_of_uses(text: str) -> Iterator[int]:
    """The line at which each use of a record begins, counted from 1, in the order of the record."""
    found = USES.search(text)
    if found is None:
        return
    first = text.count("\n", 0, found.start(1)) + 1
    begins = re.match(r" *- ", found[1])
    for number, line in enumerate(found[1].splitlines(), first):
        if begins is not None and line.startswith(begins[0]):
            yield number


def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the link at the end of each use's places and dates; GitHub's editor takes a line behind ``#L``."""
    record = record_on(app.env, page) if doctree is not None and app.builder.name == "html" else None
    repository = app.config.html_theme_options.get("source_repository", "").rstrip("/")
    if not record or record[0] != "type" or not repository:
        return
    reference = TherapyDomain.of(app.env).reference
    file = f"{FOLDERS['type']}/{record[1]}.yaml"
    branch = app.config.html_theme_options.get("source_branch", "main")
    address = f"{repository}/edit/{branch}/taxonomy/data/{file}"
    lines = lines_of_uses(Path(reference.root, file).read_text(encoding="utf-8"))
    body: str = context["body"]
    for use, line in zip(reference.taxonomy[record[1]].uses, lines, strict=False):
        named = re.search(NAMED.format(re.escape(str(escape(use.indication)))), body)
        at = body.find(f'id="{named[1]}-details"') if named else -1
        if at >= 0:
            end = body.index(END, at)
            body = f"{body[:end]}{LINK.format(address, line)}{body[end:]}"  # a text and Markup would be escaped
    context["body"] = body
