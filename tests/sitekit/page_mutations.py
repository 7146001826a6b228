"""Breaks pages in every way that a person or a program might, by a seed, and looks at each as the build does.

Run as a program, it tries many and tells figures: ``python -m tests.sitekit.page_mutations 10000``.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst.states import MarkupError
from myst_parser.config.main import TopmatterReadError, read_topmatter
from myst_parser.parsers.docutils_ import Parser

from conf.sitekit.untrusted_pages.characters import unwanted
from conf.sitekit.untrusted_pages.doctrees import refused_address
from conf.sitekit.untrusted_pages.sources import Reader, metadata
from taxonomy.command.progress import steps
from tests.sitekit.test_untrusted_pages import LISTS, MARKDOWN, PAGES, PARSER
from tests.taxonomy.mutations import broken_text

ROOT = Path(__file__).parents[2]
#: What a stranger tries, a line or more each.
TRICKS = (
    "---\nmyst:\n  disable_syntax: []\n---", "----", "---x", "...", "```{raw} html\n<script>a()</script>\n```", "- ```{eval-rst}\n  .. raw:: html\n  ```",
    "1. :::{include} /etc/passwd\n   :::", "> ```{literalinclude} /etc/passwd\n> ```", "```{math}\na\n```", "{math}`x`", "{download}`/etc/passwd`", "<b onclick=a()>b</b>",
    "<javascript:a()>", "[a](javascript:a())", "[a](JaVaScRiPt&#58;a())", "[a](<java\tscript:a()>)", "![a](data:text/html,b)", "[a](//evil.example){.sd-stretched-link}",
    "[a]: vbscript:a()", "[a](https://a.org){target=_blank}", "{{ 7 * 7 }}", "```{toctree}\nAsk <javascript://%0aa()>\n```", "<!-- a -->", "&lt;script&gt;",
    "\u202e", "\u200b", "\x0b", "\x9b", "\ufeff", "```", "~~~", ":::", "`", "{", "}", "[^1]: a", "| a | b |\n|---|---|\n| c | d |",
)  # fmt: skip
DOCUTILS = {
    "report_level": 5,
    "halt_level": 5,
    "raw_enabled": False,
    "file_insertion_enabled": False,
    "myst_enable_extensions": list(MARKDOWN["myst_enable_extensions"]),
    "myst_disable_syntax": list(MARKDOWN["myst_disable_syntax"]),
    "warning_stream": "",
}


def seeds() -> list[str]:
    """The texts that are broken: hostile pages, and those of the project."""
    real = [path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*/*.md"))]
    return [
        *(text for name, text in PAGES.items() if name.endswith(".md")),
        *(text for text in real if len(text) < 4000),
    ]


def page(texts: list[str], dice: random.Random) -> str:
    """A page, with changed lines and tricks of a stranger in it."""
    lines = dice.choice(texts).split("\n")
    for _ in range(dice.randrange(4)):
        trick = dice.choice(TRICKS)
        indent = " " * dice.choice((0, 0, 0, 2, 4))
        at = dice.choice((0, dice.randrange(len(lines) + 1)))
        lines[at:at] = ["", *(indent + each for each in trick.split("\n")), ""] if dice.random() < 0.7 else [trick]
    return broken_text("\n".join(lines), dice) if dice.random() < 0.7 else "\n".join(lines)


def try_page(text: str) -> str:
    """Look at a page; returns ``accepted`` or ``refused``.

    Raises:
        AssertionError: if a complaint has no place, or what was accepted holds anything that runs.
    """
    told = [*metadata(text, LISTS), *Reader(PARSER, LISTS).page(text)]
    lines = text.count("\n") + 2
    for each in told:
        assert 0 <= each.line <= lines, (each, text)
        assert each.what, text
        assert each.expected, text
    if told or any(unwanted(text)):
        return "refused"
    try:
        assert set(read_topmatter(text) or {}) <= set(LISTS.page_metadata), text
    except TopmatterReadError as error:
        raise AssertionError(text) from error
    tree = publish_doctree(text, parser=Parser(), settings_overrides=DOCUTILS)
    assert not list(tree.findall(nodes.raw)), text
    # What is left to the look at the doctree, it sees.
    links = [link["refuri"] for link in tree.findall(nodes.reference) if "refuri" in link]
    return "with links to take out" if any(map(refused_address, links)) else "accepted"


def run(number: int, seed: int) -> Counter[str]:
    """Try pages; returns how many were accepted and refused. The same seed breaks the same things."""
    dice, texts = random.Random(seed), seeds()  # noqa: S311 - repeatable on purpose
    found: Counter[str] = Counter()
    for _ in steps(range(number), "Pages"):
        text = page(texts, dice)
        try:
            found["pages " + try_page(text)] += 1
        except (MarkupError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise AssertionError(text) from error
    return found


def main(number: int, seed: int) -> None:
    """Try many, and tell figures."""
    start = time.perf_counter()
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(run(number, seed).items()))
    sys.stdout.write(f"{number:,} tried in {time.perf_counter() - start:.0f} s (seed {seed}): {told}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 2026)
