"""What ``sources.bib`` may hold: keys used once, known fields, and addresses that lead to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .problems import Problem

FIELDS = ("author", "title", "journal", "publisher", "year", "url", "doi", "urldate", "keywords", "note")
# Wherever they stand: a field that becomes a link must be plain text in braces, and nothing else.
LINK = re.compile(r"\b(url|doi)\s*=\s*", re.IGNORECASE)
FIELD = re.compile(r"^\s*([A-Za-z][\w-]*)\s*=", re.MULTILINE)
# Other fields of BibTeX that its styles make links of, or that take fields from elsewhere.
OTHER = re.compile(r"[,{]\s*(eprint|pubmed|crossref|xdata|howpublished|archiveprefix)\s*=", re.IGNORECASE)
FORMULA = re.compile(r"=\s*[{\"][{\s]*([=+@|-])")
PERCENT = re.compile(r"^\s*(title|author|journal|publisher|note)\s*=[^\n]*?(?<!\\)%", re.MULTILINE | re.IGNORECASE)
FORMS = {
    "url": (re.compile(r"\{https?://[^\s<>\"`{}\\]+\}"), "{https://…}: a web address in braces"),
    "doi": (re.compile(r"\{10\.\d{4,9}/[^\s<>\"'`{}\\]+\}"), "{10.…/…}: a DOI in braces"),
}

Complaint = tuple[int, str, str, str]  # line, field, what is wrong, what is expected


def complaints(text: str) -> Iterator[Complaint]:
    """What is wrong with the fields of a bibliography, without reading it as BibTeX."""

    def line(at: int) -> int:
        return text.count("\n", 0, at) + 1

    for link in LINK.finditer(text):
        name = link[1].lower()
        form, expected = FORMS[name]
        if not form.match(text, link.end()):
            value = text[link.end() :].split("\n", 1)[0].strip()[:60]
            yield line(link.start()), name, f"'{value}' is not of the right form", expected
    for match in [*FIELD.finditer(text), *OTHER.finditer(text)]:
        if match[1].lower() not in FIELDS:
            yield line(match.start(1)), match[1], "is not a field here", "one of " + ", ".join(FIELDS)
    for percent in PERCENT.finditer(text):
        yield line(percent.end()), percent[1], "holds '%', after which BibTeX reads no more", "'\\%'"
    for formula in FORMULA.finditer(text):
        what = f"begins with '{formula[1]}', which a spreadsheet takes for a formula"
        yield line(formula.start()), "text", what, "text that begins with a letter or a number"


def unreadable(path: Path, shown: str) -> list[Problem]:
    """The first mistake of syntax in a bibliography, found by reading it as BibTeX does; takes a third of a second."""
    from pybtex.database.input.bibtex import Parser
    from pybtex.exceptions import PybtexError

    try:
        Parser(encoding="utf-8").parse_file(str(path))
    except PybtexError as error:
        line = getattr(error, "lineno", None) or 1
        what = " ".join(str(error.args[0] if error.args else error).split())
        return [
            Problem(shown, line, "file", f"is not valid BibTeX ({what})", "'@kind{key,', then 'field = {text},' a line")
        ]
    except (OSError, UnicodeDecodeError):
        return []  # told by whoever reads the keys
    return []
