"""Breaks pages in every way that a person or a program might, by a seed, and looks at each as the build does.

Run as a program, it tries many and tells figures: ``python -m tests.sitekit.page_mutations 10000``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from docutils import nodes
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx import addnodes

from conf.sitekit.untrusted_pages.characters import unwanted
from conf.sitekit.untrusted_pages.doctrees import refused_address
from taxonomy.command.progress import steps
from tests.sitekit.reading import REAL, Reading
from tests.sitekit.test_pages_run_nothing import TRAPS, WRAPPERS
from tests.sitekit.test_untrusted_pages import PAGES
from tests.taxonomy.mutations import broken_text

ROOT = Path(__file__).parents[2]
#: What a stranger tries, a line or more each.
TRICKS = (
    "---\nmyst:\n  disable_syntax: []\n---", "----", "---x", "...", "```{raw} html\n<script>a()</script>\n```", "- ```{eval-rst}\n  .. raw:: html\n  ```",
    "1. :::{include} /etc/passwd\n   :::", "> ```{literalinclude} /etc/passwd\n> ```", "```{math}\na\n```", "{math}`x`", "{download}`/etc/passwd`", "<b onclick=a()>b</b>",
    "<javascript:a()>", "[a](javascript:a())", "[a](JaVaScRiPt&#58;a())", "[a](<java\tscript:a()>)", "![a](data:text/html,b)", "[a](//evil.example){.sd-stretched-link}",
    "[a]: vbscript:a()", "[a](https://a.org){target=_blank}", "{{ 7 * 7 }}", "```{toctree}\nAsk <javascript://%0aa()>\n```", "<!-- a -->", "&lt;script&gt;",
    "\u202e", "\u200b", "\x0b", "\x9b", "\ufeff", "```", "~~~", ":::", "`", "{", "}", "[^1]: a", "| a | b |\n|---|---|\n| c | d |",
    "&#8238;", "&zwnj;", "a\u0301\u0301\u0301\u0301", "[FDA](https://fda.gov@evil.example)", "[FDA](https://fd\u0430.gov)", "## [a](x.svg)", "## __toc",
    ":::x", "^^^", "+++", "~~~{trap}\n~~~", "~~~{eval-rst}\n.. trap::\n~~~", "{trap}`a`", "```{figure} a.svg\n[a]: b\n```", "orphan: {a: b}", "<<: {myst: a}",
    "% {trap}`a`", "```{note} ~~~{trap}", ":class: sd-stretched-link", "  :::", "```{card} {trap}`a`\n:link: javascript:a()\n```", "> [!NOTE]\n> {trap}`a`",
)  # fmt: skip
#: What stays in no page, whatever became of the warnings.
REFUSED = (nodes.raw, nodes.math, nodes.math_block, nodes.meta)


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
        if dice.random() < 0.3:
            trick = dice.choice(WRAPPERS).format(dice.choice(WRAPPERS).format(dice.choice((*TRICKS, *TRAPS))))
        indent = " " * dice.choice((0, 0, 0, 2, 4))
        at = dice.choice((0, dice.randrange(len(lines) + 1)))
        lines[at:at] = ["", *(indent + each for each in trick.split("\n")), ""] if dice.random() < 0.7 else [trick]
    return broken_text("\n".join(lines), dice) if dice.random() < 0.7 else "\n".join(lines)


def try_page(site: Reading, text: str) -> str:
    """Read a page; returns ``accepted``, ``refused``, or ``warned`` where Sphinx alone has something to say.

    Raises:
        AssertionError: if a complaint has no place, or the page, refused or not, holds anything that runs.
    """
    if any("\ud800" <= each <= "\udfff" for each in text):
        return "refused"  # no UTF-8: such a file is not read at all
    read = site.read(text)
    for each in read.told:
        assert 1 <= int(each.partition(":")[0]) <= text.count("\n") + text.count("\r") + 3, (each, text)
    assert not read.sprung, text
    tree, kept = read.doctree, site.app.env.tocs["index"]
    assert not [each for each in tree.findall() if isinstance(each, REFUSED)], text
    links = [link.get("refuri", "") for link in tree.findall(nodes.reference)]
    entries = [to for part in (tree, kept) for toc in part.findall(addnodes.toctree) for _, to in toc["entries"]]
    assert not [each for each in (*links, *entries) if refused_address(each)], text
    raw = any(unwanted(text))  # what stands in a file as it is, the look at files tells
    assert raw or not any(any(unwanted(words.replace("\xad", ""))) for words in tree.findall(nodes.Text)), text
    if read.told or raw:
        return "refused"
    try:
        assert set(read_topmatter(text) or {}) <= set(REAL._raw_config["page_metadata"]), text
    except TopmatterReadError as error:
        raise AssertionError(text) from error
    return "warned" if read.said else "accepted"


def run(number: int, seed: int) -> Counter[str]:
    """Try pages; returns how many were accepted and refused. The same seed breaks the same things."""
    dice, texts = random.Random(seed), seeds()  # noqa: S311 - repeatable on purpose
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, Reading.of(Path(folder)) as site:
        for _ in steps(range(number), "Pages"):
            text = page(texts, dice)
            try:
                found["pages " + try_page(site, text)] += 1
            except Exception as error:
                raise AssertionError(text) from error
    return found


def main(number: int, seed: int) -> None:
    """Try many, and tell figures."""
    start = time.perf_counter()
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(run(number, seed).items()))
    sys.stdout.write(f"{number:,} tried in {time.perf_counter() - start:.0f} s (seed {seed}): {told}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 2026)
