"""The reader's book and the booklet of a family: a choice of the reference, each thing in short.

A builder, for the pages are made when the book is: ``sphinx-build -b edition``, and ``-D edition_family=ID``
for a booklet. Chapters stand under the names of the pages that they are made of, so that links find them.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property

from docutils import nodes
from sphinx import addnodes
from sphinx.config import Config
from sphinx.util.docutils import new_document

from conf.typstbook.builder import TypstBuilder
from conf.typstbook.model import Chapter, Part, dense
from conf.typstbook.model import brief as in_brief
from conf.typstbook.outline import left_out
from conf.typstbook.typeset.compile import now
from taxonomy import FOLDERS, Illness, Question, Type
from taxonomy import vocabulary as v

from ..blocks import Block
from ..domain import TherapyDomain
from ..views.compact import choice, lists
from ..views.compact.imprint import Edition, imprint
from ..views.compact.treatment import ShortPage, brief
from .html import facts

IMPRINT = "imprint"
UNDERSTOOD = "Understand"
NOT_READ = {"learn/timeline"}  # a table of years, which one looks up
UNDERSTAND, ASKED, ILLNESSES, GLOSSARY, HELP = "learn/index", "questions/index", "illnesses/index", "glossary", "help"
TITLES = {
    ASKED: "Questions people ask",
    ILLNESSES: "Illnesses, and what is used for them",
    HELP: "Where to get help",
    IMPRINT: "About this book",
}


def section(title: str, *inner: nodes.Node, ids: Iterable[str] = (), **more: object) -> nodes.section:
    """A section of a page that no file holds."""
    found = nodes.section("", nodes.title(title, title), *inner, ids=list(ids))
    found.attributes.update(more)
    return found


def document(docname: str, content: nodes.section) -> nodes.document:
    """A page that no file holds."""
    found = new_document(docname)
    found += content
    return found


def short(blocks: list[Block], page: str) -> facts:
    """Blocks about a page, in short."""
    return facts(blocks=blocks, short=True, page=page)


def edition(config: Config, title: str, site: str, choice: str = "") -> Edition:
    """What the imprint of a book tells, from the settings of the build."""
    repository = config.html_theme_options.get("source_repository", site)
    version, date = config.release or config.version, f"{now():%Y-%m-%d}"
    return Edition(title, config.author, version, date, site, repository, config.typst_doi, choice)


class ReferenceBuilder(TypstBuilder):
    """Writes the whole reference, with an imprint at its end."""

    name = "reference"

    def outline(self) -> list[Part]:
        found = super().outline()
        number = sum(len(part.chapters) for part in found)
        return [*found, Part(None, (Chapter(IMPRINT, number, 0, 1),))]

    def title(self, docname: str) -> str:
        return TITLES[IMPRINT] if docname == IMPRINT else super().title(docname)

    def page(self, docname: str) -> nodes.document:
        if docname == IMPRINT:
            return document(docname, section(TITLES[IMPRINT], facts(blocks=imprint(self.edition))))
        return super().page(docname)

    @property
    def choice(self) -> str:
        """What stands in it, if that is not all."""
        return ""

    @property
    def edition(self) -> Edition:
        """What the imprint tells."""
        return edition(self.config, f"{self.config.project} {self.subtitle}".strip(), self.site, self.choice)


class EditionBuilder(ReferenceBuilder):
    """Writes the reader's book, or the booklet of one family."""

    name = "edition"
    indexes_words = False  # its lists of words and of illnesses go by the alphabet

    @cached_property
    def domain(self) -> TherapyDomain:
        """What the pages describe."""
        return TherapyDomain.of(self.env)

    @cached_property
    def treatments(self) -> list[Type]:
        """The treatments that it tells of."""
        taxonomy, family = self.domain.reference.taxonomy, self.config.edition_family
        found = taxonomy.family(family) if family else choice.asked_most(taxonomy)
        return [each for each in found if self.domain.find("type", each.id)]

    @cached_property
    def asked(self) -> list[Question]:
        """The questions that it answers."""
        about = self.treatments if self.config.edition_family else ()
        found = choice.questions(self.domain.reference.taxonomy, about)
        return [each for each in found if self.domain.find("question", each.id)]

    @cached_property
    def ill(self) -> list[Illness]:
        """The illnesses that it names."""
        found = () if self.config.edition_family else choice.illnesses(self.domain.reference.taxonomy)
        return [each for each in found if self.domain.find("illness", each.id)]

    @property
    def filename(self) -> str:
        stem = super().filename
        return stem if not self.config.edition_family else f"{self.config.edition_family}-{stem}"

    @property
    def subtitle(self) -> str:
        family = self.config.edition_family
        return v.FAMILY[family] if family else super().subtitle

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Lay out the book; illnesses and questions stand in one chapter each."""
        super().prepare_writing(docnames)
        merged = [("question", each.id) for each in self.asked] + [("illness", each.id) for each in self.ill]
        self.merged = {self.of(*key) for key in merged}
        self.places = self.chapters.keys() | self.merged

    def of(self, kind: str, id: str) -> str:
        """The page of a record."""
        return f"{FOLDERS[kind]}/{id}"

    # -- the outline --

    def outline(self) -> list[Part]:
        """Return the parts: to understand, questions, treatments, illnesses, words, help, imprint."""
        family = self.config.edition_family
        title = v.FAMILY[family] if family else f"{len(self.treatments)} treatments that people ask about"
        understand = [] if family else [UNDERSTAND, *self.env.toctree_includes.get(UNDERSTAND, [])][1:]
        wanted: list[tuple[str | None, list[str]]] = [
            (UNDERSTOOD, [each for each in understand if not left_out(self.env, each) and each not in NOT_READ]),
            (None, [ASKED] if self.asked and not family else []),
            (title, [self.of("type", each.id) for each in self.treatments]),
            (None, [ASKED] if self.asked and family else []),
            (None, [ILLNESSES] if self.ill else []),
            (None, [GLOSSARY] if GLOSSARY in self.env.all_docs and not family else []),
            (None, [HELP] if HELP in self.env.all_docs else []),
            (None, [IMPRINT]),
        ]
        found: list[Part] = []
        number = 0
        for caption, docnames in wanted:
            chapters = []
            for docname in docnames:
                chapters.append(Chapter(docname, number, 0, 2 if caption else 1, flows=caption is not None))
                number += 1
            if chapters:
                found.append(Part(caption, tuple(chapters), flows=caption is not None))
        return found

    def title(self, docname: str) -> str:
        made = self.made.get(docname)
        return TITLES.get(docname) or (made.name if made else super().title(docname))

    @cached_property
    def made(self) -> dict[str, Type]:
        """The treatments, by their pages."""
        return {self.of("type", each.id): each for each in self.treatments}

    # -- the pages --

    def page(self, docname: str) -> nodes.document:
        """Return a page: of words as the site has it, of records in short."""
        if docname in self.made:
            return document(docname, self.treatment(self.made[docname], docname))
        if docname == ASKED:
            return document(docname, self.questions())
        if docname == ILLNESSES:
            return document(docname, self.illnesses())
        if docname == HELP:
            return document(docname, self.helped())
        found = super().page(docname)
        for glossary in list(found.findall(addnodes.glossary)):
            glossary.replace_self(dense("", glossary.deepcopy()))
        return found

    def treatment(self, type_: Type, docname: str) -> nodes.section:
        described = self.domain.find("type", type_.id)
        assert described is not None
        taxonomy = self.domain.reference.taxonomy
        blocks = brief(ShortPage(taxonomy, type_))
        return section(type_.name, in_brief("", short(blocks, docname)), ids=[described.anchor], rank=1)

    def entry(self, kind: str, id: str, title: str, blocks: list[Block]) -> nodes.section:
        """A record as an entry of a longer chapter."""
        described, page = self.domain.find(kind, id), self.of(kind, id)
        assert described is not None
        return section(title, short(blocks, page), ids=[described.anchor], page=page, rank=4)

    def questions(self) -> nodes.section:
        taxonomy = self.domain.reference.taxonomy
        themes = []
        for theme, words in v.THEME.items():
            some = sorted(
                (each for each in self.asked if each.theme == theme), key=lambda each: each.question.casefold()
            )
            entries = [self.entry("question", each.id, each.question, lists.answered(taxonomy, each)) for each in some]
            themes += [section(words, *entries, rank=3)] if entries else []
        return section(TITLES[ASKED], dense("", *themes))

    def illnesses(self) -> nodes.section:
        taxonomy = self.domain.reference.taxonomy
        entries = [self.entry("illness", each.id, each.name, lists.used_for(taxonomy, each)) for each in self.ill]
        return section(TITLES[ILLNESSES], dense("", *entries))

    def helped(self) -> nodes.section:
        countries = sorted(self.domain.reference.taxonomy.countries.values(), key=lambda each: each.name)
        entries = [
            section(each.name, short(list(lists.helped(each)), HELP), ids=[f"country-{each.id}"], rank=4)
            for each in countries
        ]
        return section(TITLES[HELP], dense("", *entries))

    @property
    def choice(self) -> str:
        """What stands in it."""
        family = self.config.edition_family
        named = f"All treatments of the family “{v.FAMILY[family]}”, and the questions about them." if family else ""
        return named or choice.RULE

    def finish(self) -> None:
        """Links into the middle of a page lead to its short form."""
        self.book.shorten({*self.merged, *self.made, HELP})
        super().finish()
