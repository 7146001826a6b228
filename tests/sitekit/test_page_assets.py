"""A page names the styles and scripts that it needs, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conf.sitekit.page_assets.styles import squeezed, without
from tests.small_site import CONF, Built, Site

STATIC = CONF / "static"
STYLES = {"reference.css": CONF / "sitekit" / "static", "tools.css": STATIC, "facts.css": STATIC, "panels.css": STATIC}
RARE = r"highlight\w*|sd-[\w-]+|gone"
NAME = re.compile(r'(?:src|href)="[^"]*?([^/"]+\.(?:css|js))')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with furo, of which one page holds code and one holds tabs."""
    site = Site(tmp_path_factory.mktemp("assets"))
    path = site.root / "conf.py"
    text = path.read_text(encoding="utf-8").replace('"basic"', '"furo"')
    more = '"conf.sitekit.navigation.neighbours", "sphinx_design", "sphinx_copybutton", "conf.sitekit.accessibility", "conf.sitekit.page_assets"]'
    styles = f"html_static_path = [{str(STATIC)!r}]\njoined_styles = {[*STYLES]!r}\n"
    styles += f"joined_scripts = ['reference.js']\nrare_words = {RARE!r}\n"
    path.write_text(text.replace('"conf.sitekit.navigation.neighbours"]', more) + styles, encoding="utf-8")
    site.page("index.md", "# Home\n\n```{toctree}\ncode\ntabs\nplain\n```\n")
    site.page("code.md", "# Code\n\n```python\nprint(1)\n```\n")
    site.page("tabs.md", "# Tabs\n\n````{tab-set}\n```{tab-item} One\nWords.\n```\n````\n")
    site.page("plain.md", "# Plain\n\nWords of highlight and sd-tab.\n")
    return site.build("out")


def named(built: Built, page: str) -> set[str]:
    """The styles and scripts that a page names."""
    return set(NAME.findall(built.html(page)))


def test_code_brings_its_button(built: Built) -> None:
    """Only a page with code is sent what colours and copies it, with all that this needs."""
    code = {"pygments.css", "copybutton.css", "clipboard.min.js", "copybutton.js", "documentation_options.js"}
    assert code <= named(built, "code")
    assert not code & (named(built, "plain") | named(built, "tabs"))


def test_tabs_bring_their_script(built: Built) -> None:
    """Only a page with cards or tabs is sent their styles; words are no such thing."""
    assert {"sphinx-design.min.css", "design-tabs.js", "furo-extensions.css"} <= named(built, "tabs")
    assert "furo-extensions.css" not in named(built, "plain")
    assert not {"sphinx-design.min.css", "design-tabs.js"} & (named(built, "plain") | named(built, "code"))


def test_styles_lose_their_remarks_and_nothing_else() -> None:
    """What a browser reads stays as it was: strings, selectors, values."""
    style = '/* One. */\na > b,\n  c { content: "▲ " / ""; /* two\nlines */ margin: 0 1px }\n'
    assert squeezed(style) == 'a > b, c{content: "▲ " / ""; margin: 0 1px}'


def test_own_styles_are_one_file(built: Built) -> None:
    """Every style of this site is in the one file, without remarks, which comes after all others."""
    joined = (built.pages / "_static" / "site.css").read_text(encoding="utf-8")
    assert "/*" not in joined
    for name, folder in STYLES.items():
        assert squeezed((folder / name).read_text(encoding="utf-8")) in joined
        assert name not in named(built, "code")
    styles = [name for name in NAME.findall(built.html("code")) if name.endswith(".css")]
    assert styles[-1] == "site.css"


def test_a_page_without_rare_things_is_sent_one_style(built: Built) -> None:
    """It has no place for what only code and cards need; other pages get all."""
    assert {name for name in named(built, "plain") if name.endswith(".css")} == {"plain.css"}
    for page in ("code", "tabs", "genindex"):
        assert {"furo.css", "site.css"} <= named(built, page)
        assert "plain.css" not in named(built, page)
    style = (built.pages / "_static" / "plain.css").read_text(encoding="utf-8")
    assert ".highlight{" not in style
    assert ".sidebar-drawer" in style
    assert ".answer" in style


def test_own_scripts_are_one_file(built: Built) -> None:
    """A page that needs all of them names the one file, which has no remarks."""
    for page in ("plain", "code"):
        assert "site.js" in named(built, page)
        assert "reference.js" not in named(built, page)
    assert "//" not in (built.pages / "_static" / "site.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".a .gone { b: c }", ""),
        (".a, .gone b, #gone { b: c }", ".a{b:c}"),
        (".a:not(.gone) { b: c }", ".a:not(.gone){b:c}"),
        (":is(.gone, .a) { b: c }", ":is(.gone, .a){b:c}"),
        ("@media print { .gone { b: c } }", ""),
        ("@media (min-width: 2em) { .gone, p { b: c } }", "@media (min-width: 2em) {p{b:c}}"),
        ('a::before { content: ".gone, {" }', 'a::before{content:".gone, {"}'),
        ("a { --of-none: 1px; --asked: 2px; --last: 3px; b: var(--asked, var( --last)) !important }",
         "a{--asked:2px;--last:3px;b:var(--asked, var( --last))!important}"),
        ("a { --first: 1px } .gone { b: var(--first) }", ""),
        ("@page { margin: 1cm }", "@page { margin: 1cm }"),
    ],
)  # fmt: skip
def test_a_style_is_left_without_what_cannot_match(style: str, left: str) -> None:
    """Rare selectors, rules of nothing else, and variables for which nobody asks; what is negated or offered stays."""
    assert without(style, RARE) == left


def test_what_is_named_is_there(built: Built) -> None:
    """No page asks for a file that is not on the site."""
    there = {path.name for path in Path(built.pages, "_static").rglob("*.*")}
    for page in ("index", "code", "tabs", "plain", "genindex"):
        assert named(built, page) <= there


def test_a_book_names_no_styles_of_the_site(tmp_path: Path) -> None:
    """The joined styles are written for the site alone: nothing else may ask for them."""
    site = Site(tmp_path)
    path = site.root / "conf.py"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            '"conf.sitekit.navigation.neighbours"]', '"conf.sitekit.navigation.neighbours", "conf.sitekit.page_assets"]'
        ),
        "utf-8",
    )
    done = site.build("book", "-b", "singlehtml")
    assert done.status == 0, done.output
    assert "site.css" not in done.html("index")


def test_a_missing_style_is_told(tmp_path: Path) -> None:
    """A style that is in no folder stops the build with its name."""
    site = Site(tmp_path)
    path = site.root / "conf.py"
    text = path.read_text(encoding="utf-8").replace('neighbours"]', 'neighbours", "conf.sitekit.page_assets"]')
    path.write_text(f"{text}joined_styles = ['gone.css']\n", encoding="utf-8")

    done = site.build()

    assert done.status != 0
    assert "joined_styles: 'gone.css' is in no folder of html_static_path" in done.output
