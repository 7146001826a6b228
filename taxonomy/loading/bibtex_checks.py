"""What ``sources.bib`` may hold: keys used once, known fields, and addresses that lead to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from taxonomy.model.problems import Problem

FIELDS = ("author", "title", "journal", "publisher", "year", "url", "doi", "urldate", "keywords", "note")
# At the start of a line, where our form has them.
FIELD = re.compile(r"^\s*([A-Za-z][\w-]*)\s*=", re.MULTILINE)
VALUE = re.compile(r"=\s*")
# Elsewhere BibTeX takes them too: those that become links, which must be plain text in braces and
# nothing else, and others that its styles make links of, or that take fields from another entry.
ELSEWHERE = re.compile(r"\b(url|doi)$|[,{]\s*(eprint|pubmed|crossref|xdata|howpublished|archiveprefix)$", re.IGNORECASE)
FORMULA = re.compile(r"=\s*[{\"][{\s]*([=+@|-])")
TEXT = re.compile(r"\s*(title|author|journal|publisher|note)\s*=", re.IGNORECASE)
FORMS = {
    "url": (re.compile(r"\{https?://[^\s<>\"`{}\\]+\}"), "{https://…}: a web address in braces"),
    "doi": (re.compile(r"\{10\.\d{4,9}/[^\s<>\"'`{}\\]+\}"), "{10.…/…}: a DOI in braces"),
}

Complaint = tuple[int, str, str, str]  # line, field, what is wrong, what is expected


def complaints(text: str) -> Iterator[Complaint]:
    """What is wrong with the fields of a bibliography, without reading it as BibTeX."""

    def line(at: int) -> int:
        return text.count("\n", 0, at) + 1

    for name, at, value in assignments(text):
        if name.lower() not in FIELDS:
            yield line(at), name, "is not a field here", "one of " + ", ".join(FIELDS)
        elif name.lower() in FORMS:
            form, expected = FORMS[name.lower()]
            if not form.match(text, value):
                wrong = text[value:].split("\n", 1)[0].strip()[:60]
                yield line(at), name.lower(), f"'{wrong}' is not of the right form", expected
    at = -1
    while (at := text.find("%", at + 1)) >= 0:
        field = TEXT.match(text, text.rfind("\n", 0, at) + 1)
        if field and text[at - 1] != "\\":
            yield line(at), field[1], "holds '%', after which BibTeX reads no more", "'\\%'"
    for formula in FORMULA.finditer(text):
        what = f"begins with '{formula[1]}', which a spreadsheet takes for a formula"
        yield line(formula.start()), "text", what, "text that begins with a letter or a number"


def assignments(text: str) -> Iterator[tuple[str, int, int]]:
    """Each field that BibTeX may see: its name, and where its name and its value start."""
    fields = {match.end() - 1: match for match in FIELD.finditer(text)}
    for value in VALUE.finditer(text):
        field = fields.get(value.start())
        if field:
            yield field[1], field.start(1), value.end()
            continue
        end = value.start()
        while text[end - 1 : end].isspace():
            end -= 1
        sign = max(text.rfind(",", 0, end), text.rfind("{", 0, end), 0)
        found = ELSEWHERE.search(text, sign, end)
        if found:
            name = found[1] or found[2]
            yield name, end - len(name), value.end()


def unreadable(path: Path, shown: str) -> list[Problem]:
    """The first mistake of syntax in a bibliography, found by reading it as BibTeX does; takes a third of a second."""
    from pybtex.database.input.bibtex import Parser  # takes as long to import as all records take to load
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
