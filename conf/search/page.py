"""The search page, the field at the top of every page, and what other programs need to search here."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from markupsafe import Markup
from sphinx.application import Sphinx

from conf.sitekit.builds.site import site_address
from conf.sitekit.files import write_if_changed

INDEX: Final = "therapy-index"
#: Where else names stand, for readers without JavaScript: pages, if the site has them, and what they list.
LISTS: Final = {
    "questions/index": "questions that people ask",
    "illnesses/index": "illnesses",
    "products/index": "brands and makers’ names",
    "glossary": "words of the subject",
}
#: Where to ask when nothing is found: the first that the site has.
HELP: Final = ("help", "help/index", "learn/judging-a-claim")
OPENSEARCH: Final = "opensearch.xml"

BODY: Final = Markup("""<section id="search">
<h1>Search</h1>
<p id="finder-status" role="status"></p>
<div id="finder-found"></div>
<div id="finder-ask" hidden>{ask}</div>
<div id="finder-more" hidden>
<p><label><input type="checkbox" id="finder-others"> Search the pages for programmers and contributors instead</label></p>
<p><label><input type="checkbox" id="finder-key"> The key <kbd>/</kbd> leads to the search field on every page</label></p>
<p>What you type does not leave your machine.</p>
</div>
<div id="finder-lists">
<p id="finder-off">This search needs JavaScript, which does not run here.
The lists below hold every name: open one, and let your browser find the word on the page.</p>
<p>Lists of names:</p>
<ul>{lists}</ul>
</div>
</section>""")
ASK: Final = Markup(
    '<p>Perhaps it has another name: look in the <a href="{}">{}</a>. Your doctor or nurse can tell you more. {}</p>'
)
HELPS: Final = Markup('See also: <a href="{}">{}</a>.')
ITEM: Final = Markup('<li><p><a href="{}">{}</a>: {}</p></li>')
DESCRIPTION: Final = Markup("""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{short}</ShortName>
<Description>{title}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">{root}_static/icon.svg</Image>
<Url type="text/html" method="get" template="{root}{search}?q={{searchTerms}}"/>
</OpenSearchDescription>
""")
SHORTEST: Final = 16  # letters of a short name, says OpenSearch


def body(app: Sphinx) -> Markup:
    """The page's text: a place for what is found, and the way on without JavaScript."""

    def link(page: str) -> str:
        return app.builder.get_relative_uri("search", page)

    titles = app.env.titles
    named = [(INDEX, "Index of treatments", "every name of every treatment")]
    named += [(page, titles[page].astext(), told) for page, told in LISTS.items() if page in titles]
    lists = Markup().join(ITEM.format(link(page), title, told) for page, title, told in named)
    helps = next((page for page in HELP if page in titles), None)
    more = HELPS.format(link(helps), titles[helps].astext()) if helps else ""
    return BODY.format(ask=ASK.format(link(INDEX), "index of treatments", more), lists=lists)


def add_to_page(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give every page the field's script and the description for browsers, the search page its scripts, too."""
    scripts = ["field"]
    if page == "search":
        scripts = ["names", "results", "field", "page"]
        context["metatags"] = f'{context.get("metatags", "")}\n<meta name="robots" content="noindex">'
    for name in scripts:
        app.add_js_file(f"search/{name}.js", loading_method="defer")
    if address(app):
        link = Markup('\n<link rel="search" type="application/opensearchdescription+xml" href="{}" title="{}">')
        href = context["pathto"](OPENSEARCH, resource=True)
        context["metatags"] = context.get("metatags", "") + str(link.format(href, app.config.project))


def address(app: Sphinx) -> str:
    """Where the site is published; without it nobody can be told where to search."""
    return site_address(app.config, "ogp_site_url")


def describe(app: Sphinx) -> None:
    """Write how a browser searches this site from its address field."""
    if root := address(app):
        short = app.config.project[:SHORTEST].rsplit(" ", 1)[0]
        search = app.builder.get_target_uri("search")
        text = DESCRIPTION.format(short=short, title=app.config.project, root=root, search=search)
        write_if_changed(Path(app.outdir, OPENSEARCH), text.encode())
