"""What ``sources.bib`` may hold: entries of one form, with the fields that each needs, and facts that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from taxonomy.model.days import ahead, before
from taxonomy.model.fields import DATE, LONGEST, LONGEST_IDENTIFIER, URL, nearest
from taxonomy.model.letters import FORMULA, unwritable, visible
from taxonomy.model.problems import Problem, printable

from .bibtex_entries import Complaint, Entry, read_entries
from .checks.sense import ADDRESS

LARGEST = 8 * 1024 * 1024  # bytes; the real one has an eighth of that
FIELDS = (
    "author", "title", "journal", "publisher", "year", "url", "doi", "urldate", "keywords", "note", "retracted",
    "replaced", "ends",
)  # fmt: skip
REQUIRED = ("author", "title", "year", "urldate", "keywords")
ENTRY_KINDS = ("article", "misc")
#: What a source is: its keyword.
KINDS = (
    "law", "regulator", "label", "guideline", "review", "trial", "ontology", "society", "reference", "press", "other",
)  # fmt: skip
FORMS = {
    "url": (re.compile(URL.replace("https:", "https?:", 1)), "{https://…}: the address of a public host in braces"),
    "doi": (re.compile(r"10\.\d{4,9}/[!#-&(-;=?-\[\]^_a-z|~]+"), "{10.…/…}: a DOI in braces"),
    "year": (re.compile(r"(1[6-9]|20)\d\d"), "{2026}: the year in which it appeared"),
    "urldate": (re.compile(r"20\d\d-\d\d-\d\d"), "{2026-11-22}: the day on which it was read"),
    "retracted": (re.compile(rf"yes|{DATE}"), "{yes} or {2026-11-22}: the day on which it was retracted"),
    "replaced": (re.compile(r"(19|20)\d\d"), "{2025}: the year of the version that took its place"),
    "ends": (re.compile(DATE), "{2027-10-31}: the day on which the trial is planned to end"),
}
COMMAND = re.compile(r"\\(?![&%$#_])\S{0,8}")
AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
#: Several people in the place of one.
NO_NAME = re.compile(r"[^{].*(\bet\b.?\bal\b|;).*|\{+(et al\.?|and\b.*|.*\band)\}+", re.IGNORECASE)
SAYS_RETRACTED = re.compile(r"\bretract(ed|ion)\b", re.IGNORECASE)


def bibliography(path: Path, shown: str) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of a bibliography by key, and everything that is wrong with it.

    Of a file that cannot be read as a whole (too large, no text, a link), there are no entries and one problem.
    """
    text, problem = text_of(path, shown)
    if problem:
        return {}, [problem]
    entries, wrong = read_entries(text)
    found: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    articles: dict[str, Entry] = {}
    broken = {max((e.line for e in entries if e.line <= each[0]), default=0) for each in wrong}
    for entry in entries:
        if entry.key in found:
            what = f"'{entry.key}' is also the key of line {found[entry.key].line}"
            wrong.append((entry.line, "key", what, "a key of its own"))
        elif (twin := folded.setdefault(entry.key.casefold(), entry)) is not entry:
            what = f"'{entry.key}' differs from the key of line {twin.line} in case alone"
            wrong.append((entry.line, "key", what, "a key of its own"))
        if (doi := entry.fields.get("doi", "").casefold()) and (same := articles.setdefault(doi, entry)) is not entry:
            what = f"'{doi}' is also that of '{same.key}': two sources that are one"
            wrong.append((entry.lines["doi"], "doi", what, f"one entry; cite {same.key}"))
        found.setdefault(entry.key, entry)
        if entry.line not in broken:  # else what is missing may stand there, and not be seen
            wrong += complaints(entry)
    return found, [Problem(shown, *each) for each in wrong]


def text_of(path: Path, shown: str) -> tuple[str, Problem | None]:
    """The text of the file, or what keeps it from being read."""
    line, what, expected = 1, "", "a text file saved as UTF-8"
    content = b""
    if path.is_symlink():
        what, expected = "is a link", "a file"
    elif not path.is_file():
        what, expected = "is no file" if path.exists() else "is missing", "a BibTeX file of all sources"
    else:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            what, expected = f"has {path.stat().st_size:,} bytes", f"at most {LARGEST:,} bytes"
        elif content.startswith(b"\xef\xbb\xbf"):
            what, expected = "begins with a byte order mark", "a text file saved as UTF-8 without one"
    if not what:
        try:
            return content.decode("utf-8").replace("\r\n", "\n"), None
        except UnicodeDecodeError as error:
            line, what = content.count(b"\n", 0, error.start) + 1, "is not UTF-8 text"
    return "", Problem(shown, line, "file", what, expected)


def complaints(entry: Entry) -> Iterator[Complaint]:
    """What is wrong with one entry."""
    fields = entry.fields
    if len(entry.key) > LONGEST_IDENTIFIER:
        yield entry.line, "key", f"has {len(entry.key):,} letters", f"at most {LONGEST_IDENTIFIER} letters"
    if entry.kind not in ENTRY_KINDS:
        yield (
            entry.line,
            entry.key,
            f"'@{entry.kind}' is not known",
            "one of " + ", ".join(f"@{k}" for k in ENTRY_KINDS),
        )
    for name in REQUIRED:
        if name not in fields:
            yield entry.line, name, f"is missing in '{entry.key}'", f"the field {name}"
    if "url" not in fields and "doi" not in fields:
        yield entry.line, "url", f"is missing in '{entry.key}'", "the address as 'url', or a 'doi'"
    if entry.kind == "article" and "journal" not in fields:
        yield entry.line, "journal", f"is missing in '{entry.key}'", "the journal, or an entry of the kind @misc"
    for name, value in fields.items():
        for what, expected in wrong_with(name, value):
            yield entry.lines[name], name, what, expected
    yield from impossible(entry)


def wrong_with(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the value of one field."""
    plain = re.sub(r"\\([&%$#_])", r"\1", value).replace("{", "").replace("}", "")
    if name not in FIELDS:
        yield f"is not a field here{nearest(name, list(FIELDS))}", "one of " + ", ".join(FIELDS)
    elif len(value) > LONGEST:
        yield f"has {len(value):,} letters", f"at most {LONGEST:,} letters"
    elif not visible(plain):
        yield "holds neither a letter nor a number", "text; leave the field out if there is nothing to say"
    elif wrong := unwritable(plain, address=name in ("url", "doi", "note")):
        yield wrong
    elif name in FORMS:
        form, expected = FORMS[name]
        if not form.fullmatch(value):
            yield f"'{printable(value[:60])}' is not of the right form", expected
    elif name == "keywords":
        if value not in KINDS:
            yield f"'{printable(value[:60])}' is unknown{nearest(value, list(KINDS))}", "one of " + ", ".join(KINDS)
    elif plain.startswith(FORMULA):
        what = f"begins with '{plain[0]}', which a spreadsheet takes for a formula"
        yield what, "text that begins with a letter or a number"
    elif name != "note" and ADDRESS.search(plain):
        yield "holds a web address", "words; the address as 'url'"
    elif re.search(r"(?<!\\)%", value):
        yield "holds '%', after which BibTeX reads no more", "'\\%'"
    elif command := COMMAND.search(value):
        yield f"holds the command '{command[0]}'", "the letter itself; a backslash stands before & % $ # _ alone"
    elif name == "author":
        yield from wrong_names(value)


def wrong_names(value: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the names of authors, which BibTeX cuts at each "and"."""
    expected = "'Family, Given' of a person, {{Name}} of a body or of who has one name"
    cuts = [0, *(place for each in AND.finditer(outside(value)) for place in each.span()), len(value)]
    names = [value[start:end].strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    for place, name in enumerate(names):
        if not any(map(str.isalpha, name)):
            yield f"has the name '{printable(name)}', which holds no letter", expected
        elif name == "others":  # the rest, whoever they are
            if place == 0 or place < len(names) - 1:
                yield "has 'others' where names follow, or none stand before", "'others' as the last of the names"
        elif NO_NAME.fullmatch(name):
            yield f"has the name '{printable(name[:60])}', which is that of several", expected
        elif not name.startswith("{") and name.count(",") not in (1, 2):
            what = f"has the name '{printable(name[:60])}' with neither comma nor braces"
            yield what if "," not in name else f"has a name with {name.count(',')} commas", expected


def outside(value: str) -> str:
    """A text in which all that stands inside braces is the letter x."""
    found, depth = "", 0
    for letter in value:
        depth += (letter == "{") - (letter == "}")
        found += "x" if depth else letter
    return found


def impossible(entry: Entry) -> Iterator[Complaint]:
    """Days that cannot be, and a retraction that is told in words alone."""
    fields, lines = entry.fields, entry.lines
    for name in ("year", "urldate", "retracted", "replaced", "ends"):
        value = fields.get(name, "")
        if FORMS[name][0].fullmatch(value) and value != "yes":
            if len(value) == 10 and not is_day(value):
                yield lines[name], name, f"'{value}' is not a day of the calendar", "a date such as 2026-11-22"
            elif name != "ends" and ahead(value):
                yield lines[name], name, f"'{value}' lies ahead", "a day that has been"
    for name in ("urldate", "replaced") if FORMS["year"][0].fullmatch(fields.get("year", "")) else ():
        if before(fields.get(name, "9999"), fields["year"]):
            yield lines[name], name, f"'{fields[name]}' is before {fields['year']}, when it appeared", "a later day"
    for name in ("title", "note"):
        if "retracted" not in fields and SAYS_RETRACTED.search(fields.get(name, "")):
            yield lines[name], name, "tells of a retraction", "the field retracted = {yes}, or with its day"


def is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
