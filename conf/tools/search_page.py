"""Sphinx extension: a search page that first knows names, then looks into the texts.

Names (types, products, synonyms, brands, words of the glossary) and what people say come from
the taxonomy, in one small file; ``conf/static/finder.js`` ranks them as the package does, here and for
the other tools. It works under any path, from a folder on a disk, and asks no other server.
Whole texts are searched by Pagefind, which fetches only the part of its index that a
question needs. Sphinx's own index, which grows with the site, is not made.
Without JavaScript the page leads to the lists that hold every name.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from markupsafe import Markup

from conf.sitekit.builders import connect_site, is_site
from conf.sitekit.files import write_if_changed
from conf.sitekit.idle_build import when_written
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import address

from .search_names import founds, script
from .warning_types import ToolsWarning

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

NAMES: Final = "_static/finder-names.js"
INDEX: Final = "therapy-index"
#: Where else names stand, for readers without JavaScript: pages, if the site has them, and what they list.
LISTS: Final = {"products/index": "brands and makers’ names", "glossary": "words of the subject"}
#: What Pagefind reads of a page, and what it passes over there.
ARTICLE: Final = "article"
PASSED_OVER: Final = (
    ".headerlink, .fact-cite, .source-list, .citation, .genindex-section, .genindex-jumpbox, .indextable, script, style"
)
#: What Pagefind writes for pages of its own, which this site has not.
UNUSED: Final = ("*-ui.css", "*-ui.js", "*-highlight.js", "*-worker.js", "wasm.unknown.*")


def take_over(app: Sphinx) -> None:
    """Keep Sphinx from making its own search page and index."""
    if is_site(app.builder):
        cast("StandaloneHTMLBuilder", app.builder).search = False


def address_of(app: Sphinx, kind: str, id: str) -> str | None:
    """Where a page describes a record. A page of its own is about nothing else: no anchor."""
    found = TherapyDomain.of(app.env).find(kind, id)
    if found is None:
        return None
    return address(found, kind, app.builder.get_target_uri(found.docname))


def terms(app: Sphinx) -> Iterator[tuple[str, str]]:
    """The words of every glossary, each with its address."""
    for (kind, word), (docname, anchor) in sorted(app.env.domains.standard_domain.objects.items()):
        if kind == "term":
            yield word, f"{app.builder.get_target_uri(docname)}#{anchor}"


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The search page, and beside it the file of names."""
    taxonomy = TherapyDomain.of(app.env).reference.taxonomy
    found = founds(taxonomy, terms(app), lambda *of: address_of(app, *of))
    write_if_changed(Path(app.outdir, NAMES), script(found).encode())
    yield "search", {"title": "Search", "body": body(app), "finder": True}, "page.html"


def body(app: Sphinx) -> Markup:
    """The page's text: a field, a place for what is found, and the way on without JavaScript."""
    named = [(INDEX, "Index of treatments", "every name of every treatment")]
    named += [(page, app.env.titles[page].astext(), told) for page, told in LISTS.items() if page in app.env.titles]
    lists = Markup().join(
        Markup('<li><p><a href="{}">{}</a>: {}</p></li>').format(
            app.builder.get_relative_uri("search", page), title, told
        )
        for page, title, told in named
    )
    return Markup("""<section id="search" data-pagefind-ignore="all">
<h1>Search</h1>
<form id="finder" role="search" method="get" hidden>
<p><label for="finder-query">A treatment, a brand, a word, or what you were told</label></p>
<p><input id="finder-query" name="q" type="search" autocomplete="off" spellcheck="false"> <button>Search</button></p>
</form>
<p id="finder-status" role="status"></p>
<div id="finder-names"></div>
<div id="finder-claims"></div>
<div id="finder-texts"></div>
<div id="finder-lists">
<p id="finder-off">This search needs JavaScript, which does not run here.
The lists below hold every name: open one, and let your browser find the word on the page.</p>
<p>Lists of names:</p>
<ul>{}</ul>
</div>
</section>""").format(lists)


def add_scripts(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the search page its scripts, and no other page any."""
    if context.get("finder"):
        app.add_css_file("finder.css")
        for name in ("finder-names.js", "finder.js", "finder-page.js"):
            app.add_js_file(name, loading_method="defer")
        context["metatags"] = f'{context.get("metatags", "")}\n<meta name="robots" content="noindex">'


def written(app: Sphinx) -> bool:
    """Whether pages are newer than the index of their texts."""
    entry = Path(app.outdir, "pagefind", "pagefind-entry.json")
    try:
        made = entry.stat().st_mtime_ns
    except FileNotFoundError:
        return True
    pages = (Path(app.outdir, app.builder.get_target_uri(name)) for name in app.env.found_docs)
    # A folder's address (dirhtml) stands for the index.html in it.
    return any((page / "index.html" if page.is_dir() else page).stat().st_mtime_ns > made for page in pages)


def index_texts(app: Sphinx) -> None:
    """Let Pagefind read the articles of the written pages, unless none changed."""
    if not app.config.finder_texts or not written(app):
        return
    from pagefind_bin import get_executable

    command = [str(get_executable()), "--site", str(app.outdir), "--root-selector", ARTICLE]
    command += ["--exclude-selectors", PASSED_OVER, "--force-language", app.config.language or "en", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        ToolsWarning.TEXTS.tell("the texts cannot be searched: %s", done.stderr.strip())
    for pattern in UNUSED:
        for path in Path(app.outdir, "pagefind").glob(pattern):
            path.unlink()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_config_value("finder_texts", True, "", types=frozenset({bool}))
    app.connect("builder-inited", take_over)
    connect_site(app, "html-collect-pages", search_page)
    connect_site(app, "html-page-context", add_scripts)
    when_written(app, index_texts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
