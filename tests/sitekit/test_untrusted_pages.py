"""A page from a stranger is words and pictures: it runs nothing, covers nothing, and takes in no other file."""

from __future__ import annotations

import itertools
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx import addnodes

from conf.sitekit.untrusted_pages.doctrees import refused_address
from conf.sitekit.untrusted_pages.sources import metadata
from tests.sitekit import reading
from tests.sitekit.reading import CONF, REAL, ROOT, Reading

LISTS: Any = SimpleNamespace(**{name: REAL._raw_config[name] for name in reading.LISTS})
MARKDOWN = {name: REAL._raw_config[name] for name in reading.MARKDOWN}

CONFIGURATION = """
import sys

sys.path.insert(0, {root!r})
extensions = ["myst_parser", "sphinx_design", "sphinxext.opengraph", "conf.sitekit.untrusted_pages"]
html_theme, html_copy_source, ogp_site_url = "furo", False, "https://example.org/"
ogp_social_cards = {{"enable": False}}
"""

DANGEROUS = "myst:\n  disable_syntax: []\n  enable_extensions: [html_image, substitution]\n"
RUNS = """\
# A page

MARK <script>alert(1)</script> and <b onclick="a()">b</b>

<img src=x onerror=alert(1)>

[one](javascript:alert(1)) ![two](../../etc/passwd.png) [three](//evil.example/)
[four](https://example.org){onclick="alert(1)"} {{ 7 * 191 }} {download}`../conf.py`
[five](https://evil.example/){.sd-stretched-link}
"""
PAGES = {
    "index.md": f"---\n{DANGEROUS}---\n{RUNS}\n```{{toctree}}\nAsk <javascript://%0aalert(1)>\nRead <file:///etc/passwd>\n```\n",
    "dashes.md": f"----\n{DANGEROUS}----\n{RUNS}",
    "other-closer.md": f"---\n{DANGEROUS}...x\n{RUNS}",
    "vertical-tab.md": f"---\x0b\n{DANGEROUS}---\n{RUNS}",
    "taken-in.md": "# A\n\n```{raw} html\n<i id='raw'>raw</i>\n```\n\n```{include} ../conf.py\n```\n\n```{literalinclude} ../conf.py\n```\n",
    "rest.md": """\
# A

```{eval-rst}
`five <javascript:alert(1)>`_ `six <JaVaScRiPt:alert(1)>`_

.. raw:: html

   <i id="raw">raw</i>

.. meta::
   :http-equiv=refresh: 0;url=https://evil.example/
   :name=referrer: unsafe-url

.. image:: https://evil.example/pixel.png
```
""",
    "in-a-list.md": "# A\n\n- ```{eval-rst}\n  .. automodule:: this\n  ```\n",
    "covers.md": "# A\n\n```{button-link} https://evil.example/\n:class: sd-stretched-link\n```\n",
    "mathematics.md": "# A\n\n{math}`\\href{javascript:alert(1)}{x}`\n\n```{math}\na\n```\n",
    "entities.md": "# A\n\nabc&#x202e;def &zwnj;\n\n![a&#x200b;b](a.svg)\n",
    "file-in-heading.md": "# A\n\n## [b](a.svg)\n",
    "look-alikes.md": "# A\n\n[FDA](https://fda.gov@evil.example/) [FDA](https://www.fd\u0430.gov/) [a](https:evil.example)\n",
    "taken.md": "# A\n\n## Searchbox\n\n## furo-main-content\n",
    "heaped.md": "# A\n\na" + "\u0301" * 9 + "\n",
    "div.md": "# A\n\n:::sidebar-drawer\n```{eval-rst}\n.. automodule:: this\n```\n:::\n",
    "turned.md": "# A\n\nabc\u202edef\n",
    "evil.rst": 'A\n=\n\n:og:x"><script>alert(1)</script>: x\n',
    "program.py": "print(1)\n",
}


#: Names that the build gives to pages of its own, that hide, that are commands elsewhere, or that are another's for some.
NAMES = [
    *("404.md", "search.md", "genindex.md", "py-modindex.md", "therapy-index.md", "id/car-t.md", "data/a.md", "_static/a.md", "_sources/a.md"),
    *("types/CAR-T.md", "Index.md", "con.md", "types/nul.md", ".hidden.md", ".git/a.md", "_build/a.md", "a.html.md", "a.MD", "A.SVG", "dir.md/a.md"),
    *("a\n::error ::b.md", "a%0A::error ::b.md", "\x1b[31m.md", "\u202ea.md", "a\u200b.md", "<script>alert(1)<.md", 'a"onclick="b.md', "a b.md"),
    *("javascript:a.md", "a%2fb.md", "a#b.md", "a?b.md", "a*b.md", "[a].md", "{a}.md", "$(id).md", "`id`.md", "-a.md", "--help.md", "\u0430.md", "a" * 240 + "-" * 5 + ".md"),
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, BeautifulSoup]]:
    """What Sphinx told, line by line, and the pages."""
    root = tmp_path_factory.mktemp("page")
    (root / "docs").mkdir()
    for name, text in PAGES.items():
        (root / "docs" / name).write_text(text, encoding="utf-8", newline="")
    (root / "docs" / "latin.md").write_bytes(b"# A\n\nna\xefve\n")
    (root / "docs" / "linked.md").symlink_to("/etc/hostname")
    for name in NAMES:
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text("# A\n\nThe words of a stranger.\n", encoding="utf-8")
    lists = {**MARKDOWN, "source_suffix": {".md": "markdown"}, **vars(LISTS)}
    text = CONFIGURATION.format(root=str(ROOT)) + "".join(f"{name} = {value!r}\n" for name, value in lists.items())
    (root / "conf.py").write_text(text, encoding="utf-8")
    (root / "docutils.conf").write_text((CONF / "docutils.conf").read_text("utf-8"), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-c", str(root), str(root / "docs"), str(root / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    pages = (root / "out").rglob("*.html")
    return done.stderr.splitlines(), {p.stem: BeautifulSoup(p.read_text("utf-8"), "html.parser") for p in pages}


TOLD = {
    "index.md:2": "front matter: myst: is not allowed",
    "dashes.md:2": "front matter: myst: is not allowed",
    "other-closer.md:2": "front matter: myst: is not allowed",
    "vertical-tab.md:2": "front matter: myst: is not allowed",
    "index.md:1": "the address 'javascript://%0aalert(1)' is not allowed",
    "taken-in.md:3": "the directive 'raw' is not allowed",
    "taken-in.md:7": "the directive 'include' is not allowed",
    "taken-in.md:10": "the directive 'literalinclude' is not allowed",
    "rest.md:4": "is not allowed in eval-rst",
    "rest.md:6": "'.. raw:: html' is not allowed in eval-rst",
    "in-a-list.md:4": "'.. automodule:: this' is not allowed in eval-rst",
    "covers.md:3": "the directive 'button-link' is not allowed",
    "mathematics.md:3": "the role 'math' is not allowed",
    "mathematics.md:5": "the directive 'math' is not allowed",
    "taken.md:3": "the id 'searchbox' is taken",
    "taken.md:5": "the id 'furo-main-content' is taken",
    "heaped.md:3": "holds the character U+0301",
    "div.md:3": "the class 'sidebar-drawer' is not allowed",
    "turned.md:3": "holds the character U+202E RIGHT-TO-LEFT OVERRIDE",
    "vertical-tab.md:1": "holds the character U+000B",
    "evil.rst:1": "is no page or picture",
    "program.py:1": "is no page or picture",
    "latin.md:3": "is not UTF-8 text",
    "linked.md:1": "is a link to another file",
}


@pytest.mark.parametrize("place", TOLD)
def test_told(built: tuple[list[str], Any], place: str) -> None:
    """Each attempt is a warning with file and line, which fails the build of the site."""
    message = TOLD[place]
    where = place if "address" not in message else place.partition(":")[0]
    assert [line for line in built[0] if message in line and f"/{where}" in line], built[0]


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """A site whose lists let all through, so that the look at the doctree stands alone."""
    lists = {"page_directives": ["*"], "page_roles": ["*"], "page_classes": ["*"], "page_rest": ".*"}
    with Reading.of(tmp_path_factory.mktemp("open"), **lists) as found:
        yield found


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("rest.md", "raw text is not allowed"),
        ("rest.md", "the address 'javascript:alert(1)' is not allowed"),
        ("rest.md", "the address 'JaVaScRiPt:alert(1)' is not allowed"),
        ("rest.md", "the file 'https://evil.example/pixel.png' is not allowed"),
        ("rest.md", "meta is not allowed"),
        ("index.md", "the address 'file:///etc/passwd' is not allowed"),
        ("index.md", "the file '../../etc/passwd.png' is not allowed"),
        ("index.md", "the file '../conf.py' is not allowed"),
        ("mathematics.md", "mathematics is not allowed"),
        ("covers.md", "the class 'sd-stretched-link' is not allowed here"),
        ("entities.md", "the text holds the character U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("entities.md", "'alt' holds a character that hides or turns text"),
        ("file-in-heading.md", "the file 'a.svg' is not allowed in a heading"),
        ("look-alikes.md", "the address 'https://fda.gov@evil.example/' is not allowed"),
        ("look-alikes.md", "the address 'https://www.xn--fd-8kc.gov/' is not allowed"),
        ("look-alikes.md", "the address 'https:evil.example' is not allowed"),
    ],
)
def test_told_by_the_doctree(open_site: Reading, page: str, message: str) -> None:
    """What a look at the source would have missed is told by the look at the doctree, and taken out."""
    (open_site.page.parent / "a.svg").write_text("<svg/>", encoding="utf-8")
    read = open_site.read(PAGES[page])
    assert [line for line in read.told if message in line], read
    assert not {nodes.raw, nodes.math, nodes.math_block, nodes.meta} & {type(each) for each in read.doctree.findall()}
    links = [each.get("refuri", "") for each in read.doctree.findall(nodes.reference)]
    entries = [to for tree in read.doctree.findall(addnodes.toctree) for _, to in tree["entries"]]
    assert not [each for each in (*links, *entries) if refused_address(each)]
    kept = open_site.app.env.tocs["index"]
    assert not [to for tree in kept.findall(addnodes.toctree) for _, to in tree["entries"] if refused_address(to)]


def test_harmless(built: tuple[list[str], dict[str, BeautifulSoup]]) -> None:
    """Where warnings pass, every page is still harmless."""
    assert {"index", "dashes", "other-closer", "rest", "in-a-list", "covers"} <= built[1].keys()
    assert not {"evil", "latin", "linked"} & built[1].keys()
    for page in built[1].values():
        text = page.get_text()
        scripts = [each for each in page.select("script") if "alert" in str(each) or "//" in str(each.get("src", ""))]
        assert not scripts
        assert not page.select("#raw, [onclick], [onerror], [style*=fixed]")
        assert not any(part in text for part in ("extensions =", "1337", "The Zen"))
        assert not [link["href"] for link in page.select("a[href]") if refused_address(str(link["href"]))]
        assert not list(page.select("a.sd-stretched-link"))
        assert not page.select("meta[http-equiv], meta[name=referrer]")
        assert "mathjax" not in str(page).lower()
    assert "MARK <script>alert(1)</script> and <b onclick=" in built[1]["dashes"].get_text()
    assert not [line for line in built[0] if "The Zen of Python" in line]


@pytest.mark.parametrize("name", NAMES)
def test_names(built: tuple[list[str], Any], name: str) -> None:
    """A file of such a name is told in one line, whatever stands in the name, and no page is made of it."""
    shown = (
        name.replace("\n", "\\x0a").replace("\x1b", "\\x1b").replace("\u202e", "\\x202e").replace("\u200b", "\\x200b")
    )
    assert [
        line for line in built[0] if f"/docs/{shown}:1: WARNING: has a name that no page or picture may have" in line
    ]
    assert not [page for page in built[1].values() if "The words of a stranger" in page.get_text()]


# -- Front matter ------------------------------------------------------------

SPACES = [chr(code) for code in range(0x110000) if chr(code).isspace() or unicodedata.category(chr(code)) == "Zs"]
OPENERS = [
    "---",
    "----",
    "---x",
    "--- #",
    "---\ufeff",
    *(f"---{space}" for space in SPACES),
    *(f"---{space}-" for space in SPACES),
]
CLOSERS = ["---", "----", "...", "....", "---x", "...x", *(f"---{space}" for space in SPACES)]
ENDS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"]


def test_whatever_myst_reads_is_judged() -> None:
    """Over all openers, closers and line ends: what MyST reads as front matter is told, and taken for text."""
    tried = 0
    for opener, closer, end in itertools.product(OPENERS, CLOSERS, ENDS):
        source = f"{opener}{end}myst: {{enable_extensions: [substitution]}}{end}{closer}{end}# A{end}"
        try:
            read = read_topmatter(source)
        except TopmatterReadError:
            read = {"unreadable": True}
        told = [*metadata(source, LISTS)]
        assert bool(read) == bool(told), (opener, closer, end)
        assert not told or read_topmatter("\n" + source) is None
        tried += 1
    assert tried > 10_000


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("# A\n", []),
        ("---\norphan: true\nhide-toc: true\n---\n", []),
        ("---\n? myst\n: a\n---\n", ["myst"]),
        ("---\n{myst: a}\n---\n", ["myst"]),
        ("---\n<<: {myst: a}\n---\n", ["myst"]),
        ("---\nmyst: {}\nsubstitutions: {}\n---\n", ["myst", "substitutions"]),
        ("---\nog:title: a\n---\n", ["og:title"]),
        ("---\norphan: true\norphan: true\n---\n", ["orphan"]),
        ("---\norphan: {myst: a}\n---\n", ["'orphan"]),
        ("---\norphan: &a true\n---\n", ["'orphan"]),
        ("---\norphan: !!str true\n---\n", ["'orphan"]),
        ("---\norphan: yes\n---\n", ["orphan"]),
        ("---\ntocdepth: -99999999999999999999\n---\n", ["tocdepth"]),
        ("---\nreviewed: 2026-11-30 # a\n---\n", ["'reviewed"]),
        ("text\n---\nmyst: a\n---\n", []),
    ],
)
def test_front_matter(text: str, keys: list[str]) -> None:
    """Front matter says nothing that changes how the page is read."""
    assert [what.split(": ")[1] for _, what, _ in metadata(text, LISTS)] == [key.rstrip(":") for key in keys]


@pytest.mark.parametrize("text", ["---\n[\n---\n", "---\n- a\n---\n", "---\na: b: c\n---\n"])
def test_front_matter_that_cannot_be_read(text: str) -> None:
    """It is told with what MyST says of it."""
    ((line, what, _),) = metadata(text, LISTS)
    assert (line, what.startswith("front matter: cannot be read (")) == (1, True)


# -- Directives, roles, classes ----------------------------------------------


BEFORE = ["", "> ", "- ", "* ", "+ ", "1. ", "2) ", "> - ", "- > ", "- - ", "1. > * ", "   ", "-  ", "-\t"]
FENCES = ["```", "~~~", ":::", "````", "~~~~~", "::::"]


@pytest.mark.parametrize("name", ["include", "literalinclude", "csv-table", "math", "code", "parsed-literal", "RAW"])
def test_directives_of_no_list(site: Reading, name: str) -> None:
    """Whatever else Sphinx and docutils know is told at its line."""
    assert site.read(f"# A\n\n```{{{name}}}\n```\n").told == [f"3: the directive '{name}' is not allowed"]


@pytest.mark.parametrize("name", ["raw", "eval-rst"])
def test_directives_are_found_behind_any_marker(site: Reading, name: str) -> None:
    """Behind bullets, quotes, numbers, blanks, and inside other directives, with any fence."""
    for before, fence in itertools.product(BEFORE, FENCES):
        inside = (
            " " * len(before.expandtabs())
            if ">" not in before
            else before.replace("-", " ").replace("*", " ").replace("1.", "  ")
        )
        text = f"{before}{fence}{{{name}}}\n{inside}.. automodule:: this\n{inside}{fence}\n"
        for whole in (text, f"``````{{note}}\n{text}``````\n", f"``````{{grid}}\n:gutter: 2\n\n{text}``````\n"):
            assert site.read(whole).told, whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{download}`a`", ["1: the role 'download' is not allowed"]),
        ("a\n\n- **b {math}`a`**", ["3: the role 'math' is not allowed"]),
        ("| a |\n|---|\n| {raw}`a` |", ["3: the role 'raw' is not allowed"]),
        ("```{note} {raw}`a`\n```", ["1: the role 'raw' is not allowed"]),
        (
            "```{card} A\n:class-card: sd-stretched-link overlay\n```",
            ["1: the class 'sd-stretched-link' is not allowed", "1: the class 'overlay' is not allowed"],
        ),
        ('```{note}\n---\n"class": sidebar-drawer\n---\nA\n```', ["1: the class 'sidebar-drawer' is not allowed"]),
        ("```{admonition} A\n:class: warning\n\nB {term}`c`\n```", []),
        ("{therapy:count}`types` {term}`a` {py:func}`a`\n```{note}\n```", []),
        ("```{doctest}\n>>> '{raw}`a`'\n```", []),
        ("```\n```{raw} html\n```\n", []),
        (
            "```{eval-rst}\n.. autofunction:: taxonomy.load\n   :members:\n\n.. raw:: html\n\n   <b>\n```",
            ["5: '.. raw:: html' is not allowed in eval-rst", "7: '<b>' is not allowed in eval-rst"],
        ),
        (
            "```{eval-rst}\n.. automodule:: taxonomyx\n```",
            ["2: '.. automodule:: taxonomyx' is not allowed in eval-rst"],
        ),
        ("````{note}\n```{note}\nA\n\n{raw}`a`\n```\n````", ["5: the role 'raw' is not allowed"]),
    ],
)
def test_found(site: Reading, text: str, found: list[str]) -> None:
    """What is in no list is found where it stands, and nothing else is."""
    assert site.read(text).told == found


def test_no_attributes_on_links() -> None:
    """Classes, ids and targets in braces are words."""
    assert "attrs_inline" not in MARKDOWN["myst_enable_extensions"]
    assert not {"attrs_block", "substitution", "html_image", "dollarmath", "amsmath"} & {
        *MARKDOWN["myst_enable_extensions"]
    }
