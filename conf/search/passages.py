"""What the pages explain: their headings, each with the first sentences below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from conf.therapy.domain import TherapyDomain

from .entries import Passage

Called = Callable[[addnodes.pending_xref], str]
#: Letters of a text: enough to answer, and few enough to be sent with all others.
LONGEST: Final = 155
SENTENCE: Final = re.compile(r"(?<=[.!?]) ")
#: What stands in a page for other reasons than to be read in a row.
APART: Final = (nodes.table, nodes.literal_block, nodes.doctest_block, nodes.comment)
#: What a section has beside its own words.
NOT_OWN: Final = (nodes.section, nodes.title)
#: A space that a citation left which was taken away.
LEFT: Final = re.compile(r"\s+(?=[.,;:?!)](\s|$))")


def words(node: nodes.Node, called: Called = nodes.Node.astext) -> str:
    """The text of a node without citations and other notes; ``called`` names what a link without words leads to."""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, APART) or cites(node):
        return ""
    if isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
        return called(node)
    within = "" if isinstance(node, nodes.TextElement) else " "  # what is in a line, and what stands below each other
    text = within.join(words(child, called) for child in node.children)
    return f"{text}:" if isinstance(node, nodes.title) else text


def cites(node: nodes.Node) -> bool:
    """Whether a node leads to a source: its words are no words of the text."""
    return isinstance(node, nodes.Element) and (
        node.get("refdomain") == "cite" or "fact-cite" in node.get("classes", ())
    )


def begin(text: str, most: int = LONGEST) -> str:
    """The first whole sentences of a text, at most so many letters."""
    found = ""
    for sentence in SENTENCE.split(LEFT.sub("", " ".join(text.split()))):
        if found and len(found) + len(sentence) >= most:
            break
        found = f"{found} {sentence}".strip()
    return found if len(found) <= most else f"{found[:most].rsplit(' ', 1)[0]} …"


def names(app: Sphinx) -> Called:
    """Names what a link without words of its own leads to: a page by its title, a record by its name."""
    domain = TherapyDomain.of(app.env)

    def called(node: addnodes.pending_xref) -> str:
        target, kind = node["reftarget"], node["reftype"]
        if node.get("refdomain") == domain.name:
            found = domain.find(kind, target)
            return found.title if found else node.astext()
        title = app.env.titles.get(target.strip("/"))
        return node.astext() or (title.astext() if title is not None else "")

    return called


def first_words(section: nodes.section, called: Called) -> str:
    """What a section says before its first subsection."""
    return begin(" ".join(words(child, called) for child in section.children if not isinstance(child, NOT_OWN)))


def passages(app: Sphinx, docnames: Iterable[str]) -> Iterator[Passage]:
    """The sections of pages; the first of each page is the page itself."""
    called = names(app)
    for docname in docnames:
        uri = app.builder.get_target_uri(docname)
        sections = list(app.env.get_doctree(docname).findall(nodes.section))
        for section in sections:
            title = section.next_node(nodes.title)
            if title is None:
                continue
            whole = section is sections[0]
            page = "" if whole else app.env.titles[docname].astext()
            yield Passage(
                uri if whole else f"{uri}#{section['ids'][0]}", title.astext(), page, first_words(section, called)
            )


def explained(app: Sphinx) -> Iterator[tuple[str, str, str]]:
    """The words of every glossary, each with its address and explanation."""
    texts: dict[tuple[str, str], str] = {}
    called = names(app)
    objects = sorted(app.env.domains.standard_domain.objects.items())
    terms = [(word, docname, anchor) for (kind, word), (docname, anchor) in objects if kind == "term"]
    for docname in sorted({docname for _, docname, _ in terms}):
        for item in app.env.get_doctree(docname).findall(nodes.definition_list_item):
            definition = item.next_node(nodes.definition)
            for term in item.findall(nodes.term):
                texts |= {
                    (docname, id): begin(words(definition, called)) for id in term["ids"] if definition is not None
                }
    for word, docname, anchor in terms:
        yield word, f"{app.builder.get_target_uri(docname)}#{anchor}", texts.get((docname, anchor), "")
