"""What the glossary says: gathered from its pages when they are read, and as words to look for."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .. import SitekitWarning

KEPT: Final = "glossary_entries"  # the attribute of the environment: page -> its entries
FIRST: Final = re.compile(r".*?[.!?](?=\n|$)|.*", re.DOTALL)
#: A word as pages write it: what hyphens join is one word.
WORD: Final = re.compile(r"\w+(?:-\w+)*")


class Entry(NamedTuple):
    """One entry of a glossary.

    Attributes:
        names: the term, and what else it is called.
        anchors: the ids of the names on their page.
        sentence: the first sentence of the definition.
    """

    names: tuple[str, ...]
    anchors: tuple[str, ...]
    sentence: str

    @property
    def heading(self) -> str:
        """The names that a tip shows: none that is only the plural of the one before."""
        shown = [name for n, name in enumerate(self.names) if not n or name not in forms(self.names[n - 1])]
        return ", ".join(shown)


def forms(name: str) -> list[str]:
    """The ways in which pages write a term: as it is, and in the plural or the singular.

    A term in small letters may start with a capital, as sentences do. One with a capital,
    such as an abbreviation, is written in no other way: "CAR" is not "car".
    """
    found = [name]
    if re.search(r"[^aeiou]y$", name):
        found.append(f"{name[:-1]}ies")
    elif re.search(r"(?<![isu])s$", name):
        found.append(name[:-1])
    elif not name.endswith(("s", "S")):
        found.append(f"{name}s")
    if name == name.lower():
        found += [each[:1].upper() + each[1:] for each in found]
    return found


class Vocabulary:
    """The words of all glossaries.

    Attributes:
        entries: each entry and the page that explains it.
        numbers: the number of an entry, by its page and an anchor there.
        first: the first word of every form, with the patterns of those forms, the longest first,
            and the numbers of their entries and names.
    """

    def __init__(self, pages: dict[str, list[Entry]]) -> None:
        self.entries = [(page, entry) for page in sorted(pages) for entry in pages[page]]
        self.numbers = {
            (page, anchor): number for number, (page, entry) in enumerate(self.entries) for anchor in entry.anchors
        }
        found: dict[str, tuple[int, int]] = {}
        for own in (True, False):  # what a glossary writes goes before what only follows from it
            for number, (_, entry) in enumerate(self.entries):
                for place, name in enumerate(entry.names):
                    for form in [name] if own else forms(name):
                        found.setdefault(form, (number, place))
        self.first: dict[str, list[tuple[re.Pattern[str], int, int]]] = {}
        for form in sorted(found, key=lambda form: (-len(form), form)):
            if start := WORD.match(form):
                pattern = r"\s+".join(map(re.escape, form.split()))
                self.first.setdefault(start[0], []).append((re.compile(rf"{pattern}(?![-\w])"), *found[form]))


def entries_of(env: BuildEnvironment) -> dict[str, list[Entry]]:
    """The entries of every page; a place of the environment, to be changed."""
    if not hasattr(env, KEPT):
        setattr(env, KEPT, {})
    return cast("dict[str, list[Entry]]", getattr(env, KEPT))


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the entries of a page that was read."""
    items = [
        item for each in doctree.findall(addnodes.glossary) for item in each.findall(nodes.definition_list_item)
    ]  # fmt: skip
    if items:
        entries_of(app.env)[app.env.current_document.docname] = [entry(item) for item in items]


def entry(item: nodes.definition_list_item) -> Entry:
    """One entry, from its node."""
    terms = [child for child in item.children if isinstance(child, nodes.term)]
    names = tuple(" ".join(term.astext().split()) for term in terms)
    paragraph = next(item.findall(nodes.paragraph), None)
    told = first_sentence(paragraph, names[0]) if paragraph is not None else ""
    return Entry(names, tuple(term["ids"][0] for term in terms), told)


def first_sentence(paragraph: nodes.paragraph, name: str) -> str:
    """The first sentence, on one line; a warning if it holds what a tip cannot show."""
    found = cast("re.Match[str]", FIRST.match(paragraph.astext()))[0]
    at = 0
    for child in paragraph.children:
        if at < len(found) and any(map(nameless, child.findall(addnodes.pending_xref))):
            message = "the first sentence of '%s' holds a reference; expected plain words, which a tip can show"
            SitekitWarning.TIP.tell(message, name, location=paragraph)
        at += len(child.astext())
    return " ".join(found.split())


def nameless(reference: addnodes.pending_xref) -> bool:
    """Whether a reference gets its words only when a page is written."""
    return not reference.get("refexplicit") and reference["reftype"] != "term"


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the entries of a page that is read again, or is gone."""
    entries_of(env).pop(docname, None)


def merge(_app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment) -> None:
    """Take over what another process read."""
    entries_of(env).update({name: found for name, found in entries_of(other).items() if name in docnames})
