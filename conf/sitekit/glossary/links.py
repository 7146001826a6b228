"""Links the words of the glossary in the HTML of one page, each where the page first uses it.

The HTML and not the nodes: paragraphs, tables of facts and tools are then one kind of text,
and what passes over headings, links or code is said once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from .entries import WORD, Vocabulary

#: Elements that hold no running text, or where a link may not stand. None holds one of its kind.
PASSED: Final = (
    r"h[1-6]|a|button|caption|cite|code|dt|figure|form|kbd|label|pre|samp|script|select|style|summary|svg|th"
)
#: Classes of elements that say something in a word: headings by another name, labels, titles of sources.
MARKS: Final = r"admonition-title|caption|explore|fact-answer|fact-label|rubric|sd-badge|source-list"
#: A section of names that others gave: quoted, not used.
NAMES: Final = "identifiers"
#: What a page holds, with its text as the last part. One "<" ahead lets the search skip quickly.
PLACES: Final = re.compile(
    rf"<(?:(?P<tag>{PASSED})\b(?P<attributes>[^>]*)>.*?</(?P=tag)>"
    rf'|(?P<marked>ol|p|span|strong|table)\b[^>]*?\bclass="[^"]*\b(?:{MARKS})\b[^>]*>.*?</(?P=marked)>'
    rf'|section id="{NAMES}">.*?</section>)'
    r"|(?<=>)(?P<text>[^<]+)",
    re.DOTALL,
)
#: Blocks that hold others of their kind: a card is one link, a source's title is a title.
BLOCKS: Final = re.compile(r'<div [^>]*\bclass="[^"]*\b(?:sd-card|citation-list)\b')
DIV: Final = re.compile(r"<(/?)div\b")
TO_TERM: Final = re.compile(r'\bhref="([^"]*#[^"]*)"')
TERM_ID: Final = re.compile(r'\bid="([^"]*)"')
NONE: Final = -1  # no entry


def parts(body: str) -> Iterator[tuple[str, bool]]:
    """The body in parts, each with whether words in it may be linked."""
    at = 0
    while block := BLOCKS.search(body, at):
        yield body[at : block.start()], True
        depth, at = 0, len(body)
        for div in DIV.finditer(body, block.start()):
            depth += -1 if div[1] else 1
            if depth == 0:
                at = div.end()
                break
        yield body[block.start() : at], False
    yield body[at:], True


class Page:
    """One page.

    Args:
        vocabulary: the words.
        address: the address of another page as seen from this one.

    Attributes:
        used: the numbers of the entries that the page links to.
    """

    def __init__(self, vocabulary: Vocabulary, address: Callable[[str], str]) -> None:
        self.vocabulary = vocabulary
        self.addresses = {page: escape(address(page)) for page, _ in vocabulary.entries}
        self.pages = {found: page for page, found in self.addresses.items()}
        self.used: set[int] = set()
        self.own = NONE  # the entry that is being explained here

    def link(self, body: str) -> str:
        """Return the body with its links."""
        return "".join(PLACES.sub(self.place, part) if free else part for part, free in parts(body))

    def place(self, found: re.Match[str]) -> str:
        """Return what stands at one place from now on."""
        if found["text"]:
            return self.words(found["text"])
        if found["tag"] == "dt" and (id := TERM_ID.search(found["attributes"])):
            self.own = self.number(f"#{id[1]}")
        elif found["tag"] == "a" and (to := TO_TERM.search(found["attributes"])):
            return self.by_hand(found[0], self.number(to[1]))
        return found[0]

    def by_hand(self, link: str, number: int) -> str:
        """Return a link that somebody made: one to an entry counts as a use, and gets the tip."""
        if number == NONE:
            return link
        self.used.add(number)
        return link.replace('class="', 'class="term ', 1)

    def number(self, address: str) -> int:
        """Return the number of the entry at an address, or ``NONE``."""
        page, _, anchor = address.partition("#")
        return self.vocabulary.numbers.get((self.pages.get(page, ""), anchor), NONE)

    def words(self, text: str) -> str:
        """Return a text with its words linked. What belongs to a longer term is no use of a shorter one."""
        at, done, first = 0, [], self.vocabulary.first
        for word in WORD.finditer(text):
            if word[0] not in first or word.start() < at:
                continue
            for pattern, number, place in first[word[0]]:
                if found := pattern.match(text, word.start()):
                    done.append(text[at : found.start()])
                    done.append(self.anchor(found[0], number, place))
                    at = found.end()
                    break
        return "".join([*done, text[at:]]) if done else text

    def anchor(self, words: str, number: int, place: int) -> str:
        """Return a link at the first use of an entry outside of its own definition; else the words."""
        if number in self.used or number == self.own:
            return words
        self.used.add(number)
        page, entry = self.vocabulary.entries[number]
        return f'<a class="term" href="{self.addresses[page]}#{escape(entry.anchors[place])}">{words}</a>'
